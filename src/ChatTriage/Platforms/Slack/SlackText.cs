using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Text as Slack reads it. In mrkdwn only <c>&amp; &lt; &gt;</c> can be escaped; what begins or ends formatting has no escape there, so a
/// look-alike takes its place where it could.
/// </summary>
internal static partial class SlackText
{
    private const char NoBreak = '\u2060';

    /// <summary>Foreign words as a reader sees them, in a field that Slack reads as mrkdwn.</summary>
    public static string Escape(string text)
    {
        string inert = EmojiCode().Replace(CardText.Inert(text), "\u2236");
        var escaped = new StringBuilder(inert.Length + 16);
        for (int at = 0; at < inert.Length; at++)
        {
            _ = inert[at] switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),

                // Slack quotes a line that begins with &gt; as well.
                '>' when at == 0 || inert[at - 1] == '\n' => escaped.Append(NoBreak).Append("&gt;"),
                '>' => escaped.Append("&gt;"),
                '`' => escaped.Append('\u02CB'),
                '*' when !IsInsideWord(inert, at) => escaped.Append('\u2217'),
                '_' when !IsInsideWord(inert, at) => escaped.Append('\u02CD'),
                '~' when !IsInsideWord(inert, at) => escaped.Append('\u223C'),
                var other => escaped.Append(other),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A time that each reader sees in the own zone; where a client cannot, in UTC.</summary>
    public static string Moment(DateTimeOffset time, bool withDate)
    {
        string fallback = time.UtcDateTime.ToString(withDate ? "yyyy-MM-dd HH:mm 'UTC'" : "HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"<!date^{time.ToUnixTimeSeconds()}^{(withDate ? "{date_short_pretty} {time}" : "{time}")}|{fallback}>");
    }

    /// <summary>
    /// At most so many UTF-16 units of mrkdwn, cut outside of <c>&lt;…&gt;</c>, of entities and of graphemes and marked with an ellipsis. A text
    /// that is bold as a whole stays so.
    /// </summary>
    public static string CutMarkup(string mrkdwn, int max)
    {
        if (mrkdwn.Length <= max)
        {
            return mrkdwn;
        }

        if (max > 2 && mrkdwn[0] == '*' && mrkdwn[^1] == '*' && mrkdwn.AsSpan(1, mrkdwn.Length - 2).IndexOfAny('*', '\n') < 0)
        {
            return $"*{CutMarkup(mrkdwn[1..^1], max - 2)}*";
        }

        int end = 0;
        while (end < mrkdwn.Length && UnitLength(mrkdwn, end) is var next && end + next <= max - 1)
        {
            end += next;
        }

        return $"{mrkdwn.AsSpan(0, end).TrimEnd()}…";
    }

    /// <summary>What somebody typed, as they saw it: a slash command and an app mention carry people, channels and links as control sequences.</summary>
    public static string Incoming(string text) => Entity().Replace(
        ControlSequence().Replace(text, sequence => Plain(sequence.Groups["what"].Value, sequence.Groups["label"].Value)),
        entity => entity.Groups[1].Value switch { "lt" => "<", "gt" => ">", _ => "&" });

    private static string Plain(string what, string label) => what switch
    {
        ['@', .. var person] => $"@{(label.Length > 0 ? label.TrimStart('@') : person)}",
        ['#', .. var channel] => $"#{(label.Length > 0 ? label.TrimStart('#') : channel)}",
        ['!', .. var command] when command.StartsWith("date^", StringComparison.Ordinal) => label,
        ['!', .. var command] => $"@{(label.Length > 0 ? label.TrimStart('@') : command[(command.IndexOf('^', StringComparison.Ordinal) + 1)..])}",
        _ when what.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) => what["mailto:".Length..],
        _ => what,
    };

    /// <summary>Between two plain letters it is part of a word, as in snake_case; everywhere else it may begin or end formatting.</summary>
    private static bool IsInsideWord(string text, int at) => at > 0 && at < text.Length - 1 && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);

    /// <summary>How far the text must be taken or left as a whole from here.</summary>
    private static int UnitLength(string text, int at) => text[at] switch
    {
        '<' when text.IndexOf('>', at) is var end and > 0 => end - at + 1,
        '&' when Entity().Match(text, at) is { Success: true } entity && entity.Index == at => entity.Length,
        _ => StringInfo.GetNextTextElementLength(text.AsSpan(at)),
    };

    /// <summary>The colon that begins <c>:name:</c>; the one in 12:34:56 does not.</summary>
    [GeneratedRegex(@":(?!(?<=\d:)\d+:\d)(?=[^\s:]+:)")]
    private static partial Regex EmojiCode();

    [GeneratedRegex("<(?<what>[^<>|]+)(?:[|](?<label>[^<>]*))?>")]
    private static partial Regex ControlSequence();

    [GeneratedRegex("&(amp|lt|gt);")]
    private static partial Regex Entity();
}
