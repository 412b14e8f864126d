using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// Reads JSON strings that <see cref="Utf8JsonReader.GetString"/> throws on: one lone surrogate or one bad byte in a post is no
/// reason to lose the post. Bad UTF-8 and unpaired surrogates become U+FFFD, U+0000 is removed.
/// </summary>
internal static class JsonText
{
    /// <summary>The clean text of the string or property name the reader stands on.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        // Without escapes there can be neither U+0000, which JSON allows only escaped, nor a surrogate that survived decoding.
        return reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        try
        {
            var length = Unescape(escaped, rented);
            return new string(rented, 0, TextCleaner.Clean(rented.AsSpan(0, length)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> escaped, Span<char> text)
    {
        var length = 0;
        var rest = escaped;
        for (var at = rest.IndexOf((byte)'\\'); at >= 0; at = rest.IndexOf((byte)'\\'))
        {
            if (at > 0)
            {
                length += Encoding.UTF8.GetChars(rest[..at], text[length..]);
            }

            // The reader has already seen that the escape is complete and known.
            var isUnicode = rest[at + 1] == (byte)'u';
            text[length++] = isUnicode ? Hexadecimal(rest.Slice(at + 2, 4)) : Control(rest[at + 1]);
            rest = rest[(at + (isUnicode ? 6 : 2))..];
        }

        return length + Encoding.UTF8.GetChars(rest, text[length..]);
    }

    private static char Hexadecimal(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value << 4) | ((digit & 0xF) + ((digit >> 6) * 9));
        }

        return (char)value;
    }

    private static char Control(byte letter) => letter switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)letter,
    };
}
