using System.Buffers;

namespace ChatTriage.Platforms.Slack;

/// <summary>Takes one field out of <c>application/x-www-form-urlencoded</c> bytes without making a text of them: a click brings the whole card back, percent-encoded.</summary>
internal static class FormReading
{
    /// <summary>The decoded bytes of the first field of that name; nothing when it is not there.</summary>
    public static ReadOnlyMemory<byte>? Field(ReadOnlySpan<byte> body, string name)
    {
        while (!body.IsEmpty)
        {
            int end = body.IndexOf((byte)'&');
            ReadOnlySpan<byte> field = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 1)..];
            int equals = field.IndexOf((byte)'=');
            if (equals == name.Length && System.Text.Ascii.Equals(field[..equals], name))
            {
                return Decode(field[(equals + 1)..]);
            }
        }

        return null;
    }

    private static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> encoded)
    {
        byte[] decoded = new byte[encoded.Length];
        int length = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length && Convert.FromHexString(encoded.Slice(i + 1, 2), decoded.AsSpan(length), out _, out int written) == OperationStatus.Done && written == 1)
            {
                length++;
                i += 2;
            }
            else
            {
                decoded[length++] = encoded[i] == '+' ? (byte)' ' : encoded[i];
            }
        }

        return decoded.AsMemory(0, length);
    }
}
