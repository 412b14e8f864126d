using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// The attributes of a CloudEvents 1.0 event that matter here, as written. An attribute that is <c>null</c> is absent, as the
/// specification has it; unknown ones are passed over.
/// </summary>
internal sealed class CloudEventEnvelope
{
    /// <summary>The first attribute that is not a string, or null.</summary>
    public string? NotText { get; private set; }

    public string? SpecVersion { get; private set; }

    public string? Id { get; private set; }

    public string? Source { get; private set; }

    public string? Type { get; private set; }

    public string? Time { get; private set; }

    public string? DataContentType { get; private set; }

    public string? DataBase64 { get; private set; }

    /// <summary>Where in the event its <c>data</c> lies; null when it has none.</summary>
    public Range? Data { get; private set; }

    /// <summary>Reads on from the start of the event's object to its end.</summary>
    /// <exception cref="JsonException">The event is not JSON, or is nested too deep.</exception>
    public static CloudEventEnvelope Read(ref Utf8JsonReader reader)
    {
        var envelope = new CloudEventEnvelope();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref reader);
            reader.Read();
            if (name == "data")
            {
                envelope.TakeData(ref reader);
            }
            else
            {
                envelope.TakeAttribute(name, ref reader);
            }
        }

        return envelope;
    }

    private void TakeData(ref Utf8JsonReader reader)
    {
        var isAbsent = reader.TokenType == JsonTokenType.Null;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Data = isAbsent ? null : start..(int)reader.BytesConsumed;
    }

    private void TakeAttribute(string name, ref Utf8JsonReader reader)
    {
        var isKnown = name is "specversion" or "id" or "source" or "type" or "time" or "datacontenttype" or "data_base64";
        if (!isKnown || reader.TokenType != JsonTokenType.String)
        {
            NotText ??= isKnown && reader.TokenType != JsonTokenType.Null ? name : null;
            reader.Skip();
            return;
        }

        Set(name, JsonText.Read(ref reader));
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "specversion":
                SpecVersion = value;
                break;
            case "id":
                Id = value;
                break;
            case "source":
                Source = value;
                break;
            case "type":
                Type = value;
                break;
            case "time":
                Time = value;
                break;
            case "datacontenttype":
                DataContentType = value;
                break;
            default:
                DataBase64 = value;
                break;
        }
    }
}
