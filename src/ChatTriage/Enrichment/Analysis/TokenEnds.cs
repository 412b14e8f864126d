using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>Where the tokens of a text end.</summary>
internal static class TokenEnds
{
    /// <summary>Length of \u2019 written out.</summary>
    public const int EscapeLength = 6;

    /// <summary>The end of a link, or <paramref name="start"/> when there is none. "http" alone stands for a link in texts that were made anonymous.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int OfUrl(ReadOnlySpan<char> text, int start)
    {
        if (text[start] is not ('h' or 'H' or 'w' or 'W'))
        {
            return start;
        }

        ReadOnlySpan<char> rest = text[start..];
        int scheme = rest.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? 5 : rest.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? 4 : 0;
        bool isUrl = scheme > 0
            ? rest.Length == scheme || rest[scheme..].StartsWith("://", StringComparison.Ordinal) || char.IsWhiteSpace(rest[scheme])
            : rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        if (!isUrl)
        {
            return start;
        }

        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '<' or '>'))
        {
            end++;
        }

        return end;
    }

    /// <summary>The end of a word: letters, digits, and apostrophes between letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int OfWord(ReadOnlySpan<char> text, int start)
    {
        int at = start;
        while (at < text.Length)
        {
            int sign = text[at] switch
            {
                '\'' or '’' => 1,
                '\\' when TryReadEscape(text[at..], out char escaped) && escaped == '’' => EscapeLength,
                _ => 0,
            };
            int length = sign == 0 ? LengthInWord(text, at) : at > start && at + sign < text.Length && CharClasses.Of(text[at + sign]) == CharClass.Letter ? sign : 0;
            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    /// <summary>The end of a number: digits with dots and commas between them.</summary>
    public static int OfNumber(ReadOnlySpan<char> text, int start)
    {
        int at = start;
        while (at < text.Length && (CharClasses.Of(text[at]) == CharClass.Digit
            || (text[at] is '.' or ',' or ':' && at + 1 < text.Length && CharClasses.Of(text[at + 1]) == CharClass.Digit)))
        {
            at++;
        }

        return at;
    }

    /// <summary>The end of @name, @name.example, @name@example; <paramref name="start"/> when it is only a sign.</summary>
    public static int OfHandle(ReadOnlySpan<char> text, int start)
    {
        int at = start + 1;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'
            || (text[at] is '.' or '-' or '@' && at > start + 1 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]))))
        {
            at++;
        }

        return at == start + 1 ? start : at;
    }

    /// <summary>The end of #tag; <paramref name="start"/> when no letter follows the sign.</summary>
    public static int OfTag(ReadOnlySpan<char> text, int start)
    {
        int at = start + 1;
        bool hasLetter = false;
        while (at < text.Length && LengthInWord(text, at) is var length and > 0)
        {
            hasLetter |= CharClasses.Of(text[at]) is not CharClass.Digit && text[at] != '_';
            at += length;
        }

        return hasLetter ? at : start;
    }

    /// <summary>The end of the word that begins inside a hashtag: before a capital after a small letter, before the last capital of several, around digits and _.</summary>
    public static int OfTagWord(ReadOnlySpan<char> text, int start, int end)
    {
        int at = start + 1;
        while (at < end)
        {
            char before = text[at - 1];
            char c = text[at];
            bool isBorder = c == '_' || before == '_' || char.IsDigit(c) != char.IsDigit(before)
                || (char.IsUpper(c) && char.IsLower(before))
                || (char.IsUpper(before) && char.IsUpper(c) && at + 1 < end && char.IsLower(text[at + 1]));
            if (isBorder && !char.IsLowSurrogate(c))
            {
                break;
            }

            at++;
        }

        return at;
    }

    /// <summary>Reads \u2019 written out, as it stands in texts that were taken from JSON carelessly.</summary>
    public static bool TryReadEscape(ReadOnlySpan<char> text, out char escaped)
    {
        escaped = '\0';
        if (text is not ['\\', 'u', _, _, _, _, ..] || !ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            return false;
        }

        escaped = (char)unit;
        return true;
    }

    /// <summary>UTF-16 units of the letter or digit here; 0 for anything else.</summary>
    private static int LengthInWord(ReadOnlySpan<char> text, int at) => CharClasses.Of(text[at]) switch
    {
        CharClass.Letter or CharClass.Digit => 1,
        CharClass.Surrogate when Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) == System.Buffers.OperationStatus.Done
            && CharClasses.Of(rune) is CharClass.Letter or CharClass.Digit => length,
        _ => 0,
    };
}
