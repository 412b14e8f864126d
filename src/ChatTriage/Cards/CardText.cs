using System.Globalization;
using System.Text;

namespace ChatTriage.Cards;

/// <summary>Text as it is put on cards: cut where a reader would cut, and without what could fake or hide something.</summary>
public static class CardText
{
    /// <summary>At most so many UTF-16 units, cut between graphemes (never inside an emoji) and marked with an ellipsis.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        int end = 0;
        while (end < text.Length && StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next <= max - 1)
        {
            end += next;
        }

        // A single grapheme may be longer than all that fits: then between code points.
        end = end > 0 ? end : char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return $"{text.AsSpan(0, end).TrimEnd()}…";
    }

    /// <summary>
    /// Foreign words made inert: no control characters (line breaks stay), no bidirectional overrides that could turn a sentence round, no
    /// tag characters, and no <c>{{</c> that a client would take for a date function.
    /// </summary>
    public static string Inert(string text)
    {
        var inert = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsHarmless(rune))
            {
                // Between what is left side by side, so that neither a third brace nor a removed character makes a pair again.
                _ = rune.Value == '{' && inert.Length > 0 && inert[^1] == '{' ? inert.Append('\u2060') : inert;
                inert.Append(rune);
            }
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
            {
                inert.Append(' ');
            }
        }

        return inert.ToString();
    }

    /// <summary>Foreign words on one line, for names and titles.</summary>
    public static string OneLine(string text) => string.Join(' ', Inert(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A web address as a card may hold it, hidden characters and braces as their codes; nothing for anything else.</summary>
    public static string? Link(string? url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    /// <summary>A time of day for one reader: <c>14:37</c> in the reader's own zone, otherwise in the other zone and with its name.</summary>
    public static string Clock(DateTimeOffset time, TimeZoneInfo? zone, TimeZoneInfo otherwise)
    {
        string clock = TimeZoneInfo.ConvertTime(time, zone ?? otherwise).ToString("HH:mm", CultureInfo.InvariantCulture);
        return zone is null ? $"{clock} {ZoneName(otherwise)}" : clock;
    }

    /// <summary>A length of time in words: "less than a minute", "19 minutes", "3 h 20 min", "2 days".</summary>
    public static string Duration(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalMinutes: < 2 } => "a minute",
        { TotalHours: < 1 } => $"{(int)length.TotalMinutes} minutes",
        { TotalDays: < 1 } => $"{(int)length.TotalHours} h {length.Minutes} min",
        { TotalDays: < 2 } => "a day",
        _ => $"{(int)length.TotalDays} days",
    };

    /// <summary>A platform's name as people write it: <c>Slack</c>.</summary>
    public static string Named(string platform) => platform.Length == 0 ? platform : $"{char.ToUpperInvariant(platform[0])}{platform[1..]}";

    /// <summary>How a zone is called in a sentence.</summary>
    public static string ZoneName(TimeZoneInfo zone) => zone.Id is "Etc/UTC" ? "UTC" : zone.Id;

    private static bool IsHarmless(Rune rune) => rune.Value switch
    {
        '\n' or 0x200D or 0x200C => true,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200E or 0x200F or 0x061C or 0xFEFF => false,
        >= 0xE0000 and <= 0xE007F => false,
        _ => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
    };
}
