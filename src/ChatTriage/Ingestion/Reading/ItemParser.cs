using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Parses the items of one request and turns what the JSON reader throws into errors of the item or of the body.</summary>
internal sealed class ItemParser
{
    private readonly MentionParser _mentions = new();
    private readonly CloudEventParser? _events;
    private readonly ItemDefaults _defaults;

    /// <summary>Makes a parser of mentions, or of events around mentions.</summary>
    /// <param name="isCloudEvent">Whether the items are CloudEvents.</param>
    /// <param name="defaults">What is known of a mention from outside; not used for events, which say it themselves.</param>
    public ItemParser(bool isCloudEvent, ItemDefaults defaults = default)
    {
        _events = isCloudEvent ? new CloudEventParser(_mentions) : null;
        _defaults = defaults;
    }

    /// <summary>Parses an item that stands alone, such as a line: nothing in it can harm the next.</summary>
    public ReadItem ParseAlone(long index, ReadOnlySpan<byte> json)
    {
        try
        {
            return Parse(index, json);
        }
        catch (JsonException exception)
        {
            var fault = JsonFault.Of(exception, json);
            var error = fault.TooDeep ? JsonFault.TooDeepError : $"broken JSON at byte {fault.Position}: {fault.Reason}";
            return ReadItem.Refused(index, ReadItem.WholeItem, error);
        }
    }

    /// <summary>Parses an item that is part of a larger JSON text.</summary>
    /// <param name="index">0-based position among the items.</param>
    /// <param name="json">The item.</param>
    /// <param name="position">Where in the body the item starts, in bytes.</param>
    /// <exception cref="IngestFormatException">
    /// The item is broken JSON, so the text around it is as well: from here on brackets and quotes cannot be trusted.
    /// </exception>
    public ReadItem ParsePart(long index, ReadOnlySpan<byte> json, long position)
    {
        try
        {
            return Parse(index, json);
        }
        catch (JsonException exception)
        {
            var fault = JsonFault.Of(exception, json);
            return fault.TooDeep
                ? ReadItem.Refused(index, ReadItem.WholeItem, JsonFault.TooDeepError)
                : throw new IngestFormatException($"broken JSON at byte {position + fault.Position} of the body: {fault.Reason}");
        }
    }

    private ReadItem Parse(long index, ReadOnlySpan<byte> json) =>
        _events?.Parse(index, json) ?? _mentions.Parse(index, json, _defaults);
}
