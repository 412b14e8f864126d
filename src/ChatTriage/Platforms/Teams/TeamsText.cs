using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Text as Teams reads it in a text block or a fact: a part of Markdown, which part depends on the client, and backslashes are honoured by few. So
/// nothing is escaped: a look-alike takes the place of what formats, or an invisible joiner parts what would be read together.
/// </summary>
internal static partial class TeamsText
{
    private const char Joiner = '\u2060';

    /// <summary>Foreign words as a reader sees them, in a field that Teams reads as Markdown.</summary>
    public static string Escape(string text)
    {
        string inert = CardText.Inert(text);
        var escaped = new StringBuilder(inert.Length + 16);
        foreach (Match found in Line().Matches(inert))
        {
            // Two blanks at the end of a line are markup as well.
            string line = found.Value.EndsWith('\n') ? $"{found.Value.AsSpan().TrimEnd()}\n" : found.Value;
            _ = BeginsBlock().IsMatch(line) ? escaped.Append(Joiner) : escaped;
            for (int at = 0; at < line.Length; at++)
            {
                char next = at + 1 < line.Length ? line[at + 1] : '\n';
                _ = line[at] switch
                {
                    '*' => escaped.Append('\u2217'),
                    '_' when !IsInsideWord(line, at) => escaped.Append('\u02CD'),
                    '~' => escaped.Append('\u223C'),
                    '`' => escaped.Append('\u02CB'),
                    '<' => escaped.Append('<').Append(Joiner),
                    '&' when next == '#' || char.IsAsciiLetter(next) => escaped.Append('&').Append(Joiner),
                    ']' when next is '(' or ':' or '[' => escaped.Append(']').Append(Joiner),
                    '\\' when next == '\n' || char.IsAscii(next) && !char.IsAsciiLetterOrDigit(next) => escaped.Append('\\').Append(Joiner),
                    var other => escaped.Append(other),
                };
            }
        }

        return escaped.ToString();
    }

    /// <summary>A time that each reader sees in the own zone and language.</summary>
    public static string Moment(DateTimeOffset time, bool withDate)
    {
        string instant = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return withDate ? $"{{{{DATE({instant},SHORT)}}}} {{{{TIME({instant})}}}}" : $"{{{{TIME({instant})}}}}";
    }

    /// <summary>At most so many UTF-16 units of such text, cut outside of a time and of graphemes and marked with an ellipsis.</summary>
    public static string CutMarkup(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        int end = 0;
        while (end < text.Length && UnitLength(text, end) is var next && end + next <= max - 1)
        {
            end += next;
        }

        return $"{text.AsSpan(0, end).TrimEnd()}…";
    }

    /// <summary>Between two plain letters it is part of a word, as in snake_case; everywhere else it may begin or end formatting.</summary>
    private static bool IsInsideWord(string text, int at) => at > 0 && at < text.Length - 1 && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);

    private static int UnitLength(string text, int at) => text[at] == '{' && Moments().Match(text, at) is { Success: true } moment && moment.Index == at
        ? moment.Length
        : StringInfo.GetNextTextElementLength(text.AsSpan(at));

    [GeneratedRegex(@"[^\n]*\n|[^\n]+$")]
    private static partial Regex Line();

    /// <summary>Where a line begins like this, it may be a heading, a quote, a list, a rule, the line under a heading, a row of a table, or code.</summary>
    [GeneratedRegex(@"^(?:\s|[#>+\-=|:]|[0-9]+[.)])")]
    private static partial Regex BeginsBlock();

    [GeneratedRegex(@"\{\{(?:DATE|TIME)\([^{}]*\)\}\}")]
    private static partial Regex Moments();
}
