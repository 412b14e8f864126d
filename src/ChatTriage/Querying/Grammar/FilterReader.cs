using System.Text.RegularExpressions;
using ChatTriage.Mentions;

namespace ChatTriage.Querying.Grammar;

/// <summary>Reads <c>name:value,value</c>.</summary>
internal sealed partial class FilterReader(string text, Vocabulary words)
{
    /// <summary>Where the colon stands, when a word that begins there looks like a filter.</summary>
    public int? Colon(int start)
    {
        int at = start;
        while (at < text.Length && (char.IsLetter(text[at]) || (at > start && text[at] is '-' or '_')))
        {
            at++;
        }

        return at > start && at < text.Length && text[at] == ':' ? at : null;
    }

    /// <summary>Whether it is the name of a filter.</summary>
    public bool IsKnown(int start, int colon) => words.Find("filters", text.AsSpan(start, colon - start)) is not null;

    /// <summary>Adds the filter that begins there.</summary>
    public (ReadSoFar? Read, int End, Misread? Error) Read(int start, int colon, ReadSoFar so)
    {
        string name = text[start..colon];
        if (words.Find("filters", name) is not { } filter)
        {
            string? near = Nearness.Nearest(name, words.Words("filters").Select(known => known.Word));
            return Wrong(
                near is null ? $"'{Misread.Shown(name)}:' is not a filter; there are sentiment: source: status: category: lang: author: by: has: tz:" : $"'{Misread.Shown(name)}:' is not a filter; nearest: {near}:",
                start,
                colon + 1,
                near is null ? null : $"{near}:");
        }

        int end = colon + 1;
        for (int value = ValueAfter(filter, end, mayOpen: true); value >= 0; value = end < text.Length && text[end] == ',' ? ValueAfter(filter, end + 1, mayOpen: false) : -1)
        {
            (string written, end, bool isClosed) = Value(value);
            if (!isClosed)
            {
                return Wrong("This quotation is opened and never closed", value, text.Length, $"{text[value..]}\"");
            }

            (ReadSoFar? next, string? problem, string? fix) = With(so, filter, written);
            if (next is null)
            {
                return Wrong(problem!, value, end, fix);
            }

            so = next;
        }

        return end > colon + 1 ? (so, end, null) : Wrong($"'{text[start..end]}' needs a value, as in {Example(filter)}", start, end, Example(filter));
    }

    /// <summary>Where a value stands: behind the colon or the comma, with one space between when no other part of a question begins there.</summary>
    private int ValueAfter(string filter, int at, bool mayOpen)
    {
        if (at < text.Length && text[at] is not ' ' and not ',')
        {
            return at;
        }

        if (at + 1 >= text.Length || text[at] != ' ' || Colon(at + 1) is not null || Phrases.IsMinus(text[at + 1]))
        {
            return -1;
        }

        // After a comma a new part may begin: only what can be nothing else is one more value.
        int end = Phrases.WordEnd(text, at + 1);
        bool isClosed = words.Words(filter).Count > 0;
        return isClosed && words.Find(filter, text.AsSpan(at + 1, end - at - 1)) is not null ? at + 1
            : mayOpen && (!isClosed || text[at + 1] == '"') && !new PeriodReader(text, words).At(at + 1).Begins ? at + 1
            : -1;
    }

    private (string Value, int End, bool IsClosed) Value(int start)
    {
        if (Phrases.OpensQuote(text[start]))
        {
            return Phrases.Quoted(text, start) is var (quoted, after) ? (quoted, after, true) : ("", text.Length, false);
        }

        int end = text.AsSpan(start).IndexOfAny(' ', ',');
        end = end < 0 ? text.Length : start + end;
        return (text[start..end], end, true);
    }

    private (ReadSoFar? Read, string? Problem, string? Fix) With(ReadSoFar so, string filter, string value)
    {
        QuestionFilter known = so.Filter;
        switch (filter)
        {
            case "sentiment" when words.Find<Tone>(filter, value) is { } tone:
                return Done(so, known with { Tones = ReadSoFar.With(known.Tones, tone) });
            case "status" when words.Find<StatusAsked>(filter, value) is { } status:
                return Done(so, known with { Statuses = ReadSoFar.With(known.Statuses, status) });
            case "category" when words.Find<Category>(filter, value) is { } category:
                return Done(so, known with { Categories = ReadSoFar.With(known.Categories, category) });
            case "by" when words.Find(filter, value) == "me":
                return Done(so, known with { ByMe = true });
            case "has" when words.Find(filter, value) == "link":
                return Done(so, known with { HasLink = true });
            case "source" when value.Length > 0:
                return Done(so, known with { Sources = ReadSoFar.With(known.Sources, value.ToLowerInvariant()) });
            case "author" when value.TrimStart('@').Trim() is { Length: > 0 } author:
                return Done(so, known with { Authors = ReadSoFar.With(known.Authors, author.ToLowerInvariant()) });
            case "lang" when value.ToLowerInvariant().Replace('_', '-') is var language && Language().IsMatch(language):
                return Done(so, known with { Languages = ReadSoFar.With(known.Languages, language) });
            case "tz" when ZoneIds.Find(value) is { } zone:
                return so.Zone is null || so.Zone == zone ? (so with { Zone = zone }, null, null) : (null, $"Two zones are named, {so.Zone} and {zone}; a question has one", null);
            default:
                (string problem, string? fix) = Problem(filter, value);
                return (null, problem, fix);
        }
    }

    private static (ReadSoFar? Read, string? Problem, string? Fix) Done(ReadSoFar so, QuestionFilter filter) => (so with { Filter = filter }, null, null);

    private (string Problem, string? Fix) Problem(string filter, string value)
    {
        string? near = filter == "tz" ? ZoneIds.Nearest(value) : Nearness.Nearest(value, words.Words(filter).Select(known => known.Word));
        string shown = Misread.Shown(value);
        string problem = filter switch
        {
            "sentiment" => $"'{shown}' is not a sentiment; there are negative, neutral, positive and mixed",
            "status" => $"'{shown}' is not a status; there are open, waiting, routed, claimed, answered, no-response, merged, muted and failed",
            "category" => $"'{shown}' is not a category; there are pr, cs and none",
            "by" => "'by:' takes only me; posts of somebody else are found with author:@name",
            "has" => "'has:' takes only link",
            "lang" => $"'{shown}' is not a language's code, as in lang:de",
            "tz" => $"'{shown}' is not a time zone that is known here, as in tz:Europe/Berlin",
            _ => $"'{filter}:' needs a value, as in {Example(filter)}",
        };
        string? fix = near is null ? filter switch { "by" => "me", "has" => "link", _ => null } : near.Contains(' ', StringComparison.Ordinal) ? Phrases.Quote(near) : near;
        return (near is null ? problem : $"{problem.Split("; ")[0].Split(", as in")[0]}; nearest: {near}", fix);
    }

    private static string Example(string filter) => filter switch
    {
        "sentiment" => "sentiment:negative",
        "source" => "source:bluesky",
        "status" => "status:open",
        "category" => "category:pr",
        "lang" => "lang:de",
        "author" => "author:@ana",
        "by" => "by:me",
        "has" => "has:link",
        _ => "tz:Europe/Berlin",
    };

    private static (ReadSoFar? Read, int End, Misread? Error) Wrong(string problem, int start, int end, string? fix) => (null, end, new Misread(problem, start, end, fix));

    [GeneratedRegex(@"^[a-z]{2,3}(?:-[a-z0-9]{2,8})*\z")]
    private static partial Regex Language();
}
