using System.Globalization;
using System.Net;
using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Reads one HTML entity, with the meaning <see cref="WebUtility.HtmlDecode(string)"/> gives it.</summary>
internal static class HtmlEntities
{
    // Long enough for every name and every sane number, short enough to keep hostile text linear.
    private const int MaxLength = 32;

    /// <summary>Reads the entity at the start of the text.</summary>
    /// <param name="text">Text that begins with &amp;.</param>
    /// <param name="codePoint">The decoded character.</param>
    /// <returns>UTF-16 units the entity takes, or 0 when the &amp; stands for itself.</returns>
    public static int TryRead(ReadOnlySpan<char> text, out int codePoint)
    {
        codePoint = 0;
        var body = text[1..Math.Min(text.Length, MaxLength)];
        var end = body.IndexOfAny(';', '&');
        if (end <= 0 || body[end] == '&')
        {
            return 0;
        }

        body = body[..end];
        var known = body[0] == '#' ? TryReadNumber(body[1..], out codePoint) : TryReadName(body, out codePoint);
        return known ? end + 2 : 0;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> digits, out int codePoint)
    {
        var parsed = digits is ['x' or 'X', .. var hex]
            ? uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            : uint.TryParse(digits, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
        codePoint = (int)value;
        return parsed && Rune.IsValid(value);
    }

    private static bool TryReadName(ReadOnlySpan<char> name, out int codePoint)
    {
        codePoint = name switch
        {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "rsquo" => '’',
            _ => Decode(name),
        };
        return codePoint > 0;
    }

    // The rare names go through the framework's table, which only takes strings: the one allocation on the way of a text.
    private static int Decode(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return 0;
            }
        }

        var decoded = WebUtility.HtmlDecode($"&{name};");
        return decoded.Length == 1 ? decoded[0] : 0;
    }
}
