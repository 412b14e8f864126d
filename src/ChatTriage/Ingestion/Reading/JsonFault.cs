using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>What is wrong with the JSON of an item, in words that quote nothing of it (the reader's own message does).</summary>
/// <param name="Position">The byte of the item at which reading stopped.</param>
/// <param name="TooDeep">Whether it is nested too deep, rather than broken.</param>
/// <param name="TooShort">Whether it ends before it is complete.</param>
internal readonly record struct JsonFault(long Position, bool TooDeep, bool TooShort)
{
    public const string TooDeepError = "nested deeper than 64 levels";

    /// <summary>Why it is broken; meant to follow "broken JSON at byte N: ".</summary>
    public string Reason => TooShort ? "it ends too early" : "what stands there is not allowed by the JSON grammar";

    /// <summary>Finds out what a reader over the whole item complained about.</summary>
    public static JsonFault Of(JsonException exception, ReadOnlySpan<byte> item)
    {
        var position = LineStart(item, exception.LineNumber ?? 0) + (exception.BytePositionInLine ?? 0);
        var start = Math.Max(0, JsonSyntax.IndexOfToken(item));
        var scanner = new ElementScanner();
        scanner.Scan(item[start..(int)Math.Clamp(position + 1, start, item.Length)]);
        return new JsonFault(position, scanner.Deepest > JsonSyntax.MaxDepth, position >= item.Length);
    }

    private static long LineStart(ReadOnlySpan<byte> item, long line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += item[start..].IndexOf((byte)'\n') + 1;
        }

        return start;
    }
}
