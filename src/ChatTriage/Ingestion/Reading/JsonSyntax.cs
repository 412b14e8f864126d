using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>What every reader of JSON bytes here agrees on.</summary>
internal static class JsonSyntax
{
    /// <summary>How deep objects and arrays may be nested in one item.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>A reader over one whole item.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> item) => new(item, Options);

    /// <summary>Whether there is nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(" \t\r\n"u8);

    /// <summary>The position of the first byte that is not white space, or -1.</summary>
    public static int IndexOfToken(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8);

    /// <summary>The bytes without a UTF-8 byte order mark at their start.</summary>
    public static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : bytes;

    /// <summary>Whether a number token is a whole number written without fraction and exponent.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> number) => number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
}
