using System.Globalization;
using System.Runtime.CompilerServices;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Reads mentions from a request body of any length, in memory bounded by the largest item.</summary>
/// <remarks>
/// <para>A mention is an object; unknown properties are ignored, <c>null</c> counts as absent, of a repeated property the last
/// one wins. Names are case-sensitive; the snake_case forms in brackets are aliases:</para>
/// <list type="bullet">
/// <item><c>externalId</c> [<c>external_id</c>], required: 1 to 512 characters, or a JSON integer, which is kept as its text.</item>
/// <item><c>text</c>, required: 1 to 1,000,000 UTF-16 units, not only white space.</item>
/// <item><c>url</c>: absolute http or https address of at most 8,192 characters.</item>
/// <item><c>publishedAt</c> [<c>published_at</c>, <c>created_at</c>]: ISO 8601 with offset, or a JSON number of unix seconds
/// (milliseconds when above 1e11); 1970 to 2200; kept in UTC.</item>
/// <item><c>author</c>: object of <c>name</c>, <c>handle</c> (leading @ removed), <c>url</c>, <c>followers</c> (integer, 0 or more).</item>
/// <item><c>language</c> [<c>lang</c>]: a tag such as <c>pt-BR</c> of at most 35 characters.</item>
/// <item><c>inReplyTo</c> [<c>in_reply_to</c>] and <c>brand</c>: text.</item>
/// <item><c>metrics</c>: object, kept as compact JSON of at most 16 KiB.</item>
/// </list>
/// <para>Empty text counts as absent in every optional field. In all texts U+0000 is removed; bad UTF-8 and unpaired surrogates
/// become U+FFFD. An item nested deeper than 64 levels or above the size limit is refused and reading goes on.</para>
/// <para>Of a CloudEvents 1.0 event the <c>data</c> (or <c>data_base64</c>) is the mention; its <c>id</c> stands in for a missing
/// externalId and its <c>time</c> for a missing publishedAt.</para>
/// </remarks>
public static class MentionReader
{
    /// <summary>The largest item that is read, in bytes, unless the caller says otherwise: 4 MiB.</summary>
    public const int DefaultMaxItemBytes = 4 * 1024 * 1024;

    /// <summary>Reads with the default limit; see <see cref="ReadAsync(Stream, IngestFormat, int, CancellationToken)"/>.</summary>
    /// <param name="body">The body, read once from where it stands; stays open.</param>
    /// <param name="format">How the body is written.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static IAsyncEnumerable<ReadItem> ReadAsync(Stream body, IngestFormat format, CancellationToken cancellation = default) =>
        ReadAsync(body, format, DefaultMaxItemBytes, cancellation);

    /// <summary>Reads the items of a body one by one, while it arrives.</summary>
    /// <param name="body">The body, read once from where it stands; stays open.</param>
    /// <param name="format">How the body is written.</param>
    /// <param name="maxItemBytes">The largest item that is read, in bytes.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>A mention or an error for each item, in the order of the body.</returns>
    /// <exception cref="IngestFormatException">
    /// Thrown by the enumeration when a JSON body is not of the expected shape (before the first item) or breaks off or is broken
    /// somewhere (behind the items before it). Never for <see cref="IngestFormat.NdJson"/>, where a broken line is an error item.
    /// </exception>
    public static IAsyncEnumerable<ReadItem> ReadAsync(
        Stream body, IngestFormat format, int maxItemBytes, CancellationToken cancellation = default) => format switch
        {
            IngestFormat.Json => ReadElements(body, TopLevel.ObjectOrArray, new ItemParser(isCloudEvent: false), maxItemBytes, cancellation),
            IngestFormat.NdJson => ReadLines(body, maxItemBytes, cancellation),
            IngestFormat.CloudEvent => ReadElements(body, TopLevel.Object, new ItemParser(isCloudEvent: true), maxItemBytes, cancellation),
            IngestFormat.CloudEventBatch => ReadElements(body, TopLevel.Array, new ItemParser(isCloudEvent: true), maxItemBytes, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    /// <summary>Reads a CloudEvents 1.0 event in binary mode: the body is the mention object, the attributes are headers.</summary>
    /// <param name="body">The body, read once from where it stands; stays open.</param>
    /// <param name="ceId">The header <c>ce-id</c>; stands in for a missing externalId.</param>
    /// <param name="ceTime">The header <c>ce-time</c>; stands in for a missing publishedAt.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The mention, or what is wrong with it.</returns>
    /// <exception cref="IngestFormatException">The body is not one JSON object.</exception>
    public static async Task<ReadItem> ReadBinaryCloudEventAsync(
        Stream body, string ceId, DateTimeOffset? ceTime, CancellationToken cancellation = default)
    {
        var id = TextCleaner.Clean(ceId);
        if (MentionRules.Fault(MentionField.ExternalId, id) is { } error)
        {
            return ReadItem.Refused(0, "ce-id", error);
        }

        if (ceTime is { } time && !Timestamps.IsInRange(time))
        {
            return ReadItem.Refused(0, "ce-time", MentionRules.WrongTime);
        }

        var parser = new ItemParser(isCloudEvent: false, new ItemDefaults(id, ceTime?.ToUniversalTime(), FieldPrefix: null));
        var only = default(ReadItem);
        await foreach (var item in ReadElements(body, TopLevel.Object, parser, DefaultMaxItemBytes, cancellation))
        {
            only = item;
        }

        return only;
    }

    private static async IAsyncEnumerable<ReadItem> ReadLines(
        Stream body, int maxItemBytes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var buffer = new BodyBuffer(body);
        var lines = new LineSplitter(buffer, maxItemBytes);
        var parser = new ItemParser(isCloudEvent: false);
        for (var index = 0L; await lines.NextAsync(cancellation); index++)
        {
            yield return lines.TooLarge ? TooLarge(index, maxItemBytes) : parser.ParseAlone(index, lines.Current);
        }
    }

    private static async IAsyncEnumerable<ReadItem> ReadElements(
        Stream body, TopLevel topLevel, ItemParser parser, int maxItemBytes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var buffer = new BodyBuffer(body);
        var elements = new ElementSplitter(buffer, topLevel, maxItemBytes);
        for (var index = 0L; await elements.NextAsync(cancellation); index++)
        {
            yield return elements.TooLarge
                ? TooLarge(index, maxItemBytes)
                : parser.ParsePart(index, elements.Current, elements.Position);
        }
    }

    private static ReadItem TooLarge(long index, int maxItemBytes) => ReadItem.Refused(
        index, ReadItem.WholeItem, string.Create(CultureInfo.InvariantCulture, $"larger than {maxItemBytes:N0} bytes"));
}
