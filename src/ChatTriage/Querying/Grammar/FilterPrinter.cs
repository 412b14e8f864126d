using ChatTriage.Mentions;

namespace ChatTriage.Querying.Grammar;

/// <summary>Writes filters as they could be typed.</summary>
internal static class FilterPrinter
{
    /// <summary>One part for each filter, always in the same order.</summary>
    public static IEnumerable<string> Print(QuestionFilter filter) =>
    [
        .. List("sentiment", filter.Tones.Select(tone => tone.ToString().ToLowerInvariant())),
        .. List("source", filter.Sources.Select(Value)),
        .. List("status", filter.Statuses.Select(status => status == StatusAsked.NoResponse ? "no-response" : status.ToString().ToLowerInvariant())),
        .. List("category", filter.Categories.Select(category => category switch { Category.PublicRelations => "pr", Category.CustomerService => "cs", _ => "none" })),
        .. List("lang", filter.Languages),
        .. List("author", filter.Authors.Select(author => Value($"@{author}"))),
        .. filter.ByMe ? ["by:me"] : Array.Empty<string>(),
        .. filter.HasLink ? ["has:link"] : Array.Empty<string>(),
        .. filter.Words.Select(Phrases.Quote),
        .. filter.Without.Select(word => $"-{(word.All(char.IsLetterOrDigit) ? word : Phrases.Quote(word))}"),
    ];

    /// <summary>A value as it is, quoted where it would end too early.</summary>
    public static string Value(string value) => value.Length > 0 && !Phrases.OpensQuote(value[0]) && value.IndexOfAny([' ', ',']) < 0 ? value : Phrases.Quote(value);

    private static IEnumerable<string> List(string filter, IEnumerable<string> values)
    {
        string all = string.Join(',', values);
        return all.Length > 0 ? [$"{filter}:{all}"] : [];
    }
}
