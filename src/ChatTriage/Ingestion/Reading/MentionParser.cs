using System.Text;
using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Parses mention objects, one after the other.</summary>
internal sealed class MentionParser
{
    private const int MaxTimeBytes = 64;

    private readonly MentionDraft _draft = new();

    /// <summary>Parses one item.</summary>
    /// <exception cref="JsonException">The item is not JSON, or is nested too deep.</exception>
    public ReadItem Parse(long index, ReadOnlySpan<byte> json, in ItemDefaults defaults = default)
    {
        var reader = JsonSyntax.Reader(json);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (isObject)
        {
            ReadObject(ref reader, json);
        }
        else
        {
            reader.Skip();
        }

        // Throws when something follows the value.
        reader.Read();
        return isObject ? _draft.ToItem(index, defaults) : ReadItem.Refused(index, defaults.WholeField, "not a JSON object");
    }

    private void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        _draft.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.ValueIsEscaped
                ? MentionFields.OfMention(Encoding.UTF8.GetBytes(JsonText.Read(ref reader)))
                : MentionFields.OfMention(reader.ValueSpan);
            reader.Read();
            ReadField(ref reader, json, field);
        }
    }

    private void ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, MentionField field)
    {
        switch (field)
        {
            case var _ when reader.TokenType == JsonTokenType.Null:
                break;
            case MentionField.Count:
                reader.Skip();
                break;
            case MentionField.ExternalId:
                ReadExternalId(ref reader);
                break;
            case MentionField.PublishedAt:
                ReadPublishedAt(ref reader);
                break;
            case MentionField.Author:
                ReadAuthor(ref reader, json);
                break;
            case MentionField.AuthorFollowers:
                ReadFollowers(ref reader);
                break;
            case MentionField.Metrics:
                ReadMetrics(ref reader, json);
                break;
            default:
                ReadText(ref reader, field, "not a string");
                break;
        }
    }

    private void ReadText(ref Utf8JsonReader reader, MentionField field, string errorOfOtherTypes)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _draft.Set(field, JsonText.Read(ref reader));
            return;
        }

        reader.Skip();
        _draft.Fault(field, errorOfOtherTypes);
    }

    private void ReadExternalId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && JsonSyntax.IsInteger(reader.ValueSpan))
        {
            _draft.Set(MentionField.ExternalId, Encoding.ASCII.GetString(reader.ValueSpan));
            return;
        }

        ReadText(ref reader, MentionField.ExternalId, "not a string or a whole number");
    }

    private void ReadPublishedAt(ref Utf8JsonReader reader)
    {
        DateTimeOffset time = default;
        var isTime = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDecimal(out var unix) && Timestamps.TryFromUnix(unix, out time),
            JsonTokenType.String => TryReadTime(ref reader, out time),
            _ => false,
        };
        var isEmpty = reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty;
        reader.Skip();
        if (!isEmpty)
        {
            _draft.SetPublishedAt(isTime ? time : null);
        }
    }

    private static bool TryReadTime(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (reader.ValueSpan.Length > MaxTimeBytes)
        {
            return false;
        }

        if (reader.ValueIsEscaped)
        {
            return Timestamps.TryParse(JsonText.Read(ref reader), out time);
        }

        Span<char> characters = stackalloc char[MaxTimeBytes];
        return Timestamps.TryParse(characters[..Encoding.UTF8.GetChars(reader.ValueSpan, characters)], out time);
    }

    private void ReadAuthor(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        _draft.ClearAuthor();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            _draft.Fault(MentionField.Author, "not an object");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.ValueIsEscaped
                ? MentionFields.OfAuthor(Encoding.UTF8.GetBytes(JsonText.Read(ref reader)))
                : MentionFields.OfAuthor(reader.ValueSpan);
            reader.Read();
            ReadField(ref reader, json, field);
        }
    }

    private void ReadFollowers(ref Utf8JsonReader reader)
    {
        var followers = -1L;
        var isCount = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out followers);
        reader.Skip();
        _draft.SetFollowers(isCount ? followers : -1);
    }

    private void ReadMetrics(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        if (!isObject)
        {
            _draft.Fault(MentionField.Metrics, "not an object");
        }
        else if (MetricsJson.Compact(json[start..(int)reader.BytesConsumed]) is { } metrics)
        {
            _draft.Set(MentionField.Metrics, metrics);
        }
        else
        {
            _draft.Fault(MentionField.Metrics, MentionRules.LongMetrics);
        }
    }
}
