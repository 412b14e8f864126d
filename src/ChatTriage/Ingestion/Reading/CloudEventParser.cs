using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Parses CloudEvents 1.0 events whose data is a mention object.</summary>
internal sealed class CloudEventParser(MentionParser mentions)
{
    /// <summary>Parses one event in structured mode.</summary>
    /// <exception cref="JsonException">The event is not JSON, or is nested too deep.</exception>
    public ReadItem Parse(long index, ReadOnlySpan<byte> json)
    {
        var reader = JsonSyntax.Reader(json);
        reader.Read();
        CloudEventEnvelope? envelope = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            envelope = CloudEventEnvelope.Read(ref reader);
        }
        else
        {
            reader.Skip();
        }

        reader.Read();
        return envelope is null
            ? ReadItem.Refused(index, ReadItem.WholeItem, "not a JSON object")
            : Open(index, json, envelope);
    }

    private ReadItem Open(long index, ReadOnlySpan<byte> json, CloudEventEnvelope envelope)
    {
        DateTimeOffset time = default;
        var hasTime = !string.IsNullOrEmpty(envelope.Time);
        var isTimeGood = !hasTime || Timestamps.TryParse(envelope.Time, out time);
        var (field, error) = Fault(envelope, isTimeGood);
        if (field is not null)
        {
            return ReadItem.Refused(index, field, error);
        }

        var defaults = new ItemDefaults(envelope.Id, hasTime ? time : null, "data.");
        return envelope.Data is { } data
            ? mentions.Parse(index, json[data], defaults)
            : OpenBase64(index, envelope.DataBase64!, defaults with { FieldPrefix = "data_base64." });
    }

    /// <summary>The first attribute that is wrong, in the order of the specification; no field when all are good.</summary>
    private static (string? Field, string Error) Fault(CloudEventEnvelope envelope, bool isTimeGood) => envelope switch
    {
        { NotText: { } name } => (name, "not a string"),
        { SpecVersion: not "1.0" } => ("specversion", "not \"1.0\""),
        { Id: null or "" } => ("id", "missing; expected the id of the event"),
        { Id.Length: > MentionRules.MaxExternalIdLength } => ("id", "longer than 512 characters"),
        { Source: null or "" } => ("source", "missing; expected a URI that names the sender"),
        { Type: null or "" } => ("type", "missing; expected the type of the event"),
        _ when !isTimeGood => ("time", MentionRules.WrongTime),
        { DataContentType: { } type } when !IngestFormats.IsJson(type) => ("datacontenttype", "not a JSON type, such as application/json"),
        { Data: not null, DataBase64: not null } => ("data_base64", "given together with data; an event has only one of them"),
        { Data: null, DataBase64: null } => ("data", "missing; expected an object with the mention"),
        _ => (null, string.Empty),
    };

    private ReadItem OpenBase64(long index, string base64, in ItemDefaults defaults)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var count))
        {
            return ReadItem.Refused(index, defaults.WholeField, "not Base64");
        }

        var json = JsonSyntax.TrimByteOrderMark(bytes.AsSpan(0, count));
        try
        {
            return mentions.Parse(index, json, defaults);
        }
        catch (JsonException exception)
        {
            var fault = JsonFault.Of(exception, json);
            return ReadItem.Refused(index, defaults.WholeField, fault.TooDeep ? JsonFault.TooDeepError : "not JSON once decoded");
        }
    }
}
