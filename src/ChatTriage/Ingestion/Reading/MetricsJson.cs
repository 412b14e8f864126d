using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Keeps a JSON object as text: compact, its strings cleaned, its numbers exactly as they were written.</summary>
internal static class MetricsJson
{
    // The text is stored and parsed again, never put into a page as it is.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The compact text of an object that was already read once without a fault.</summary>
    /// <returns>Null when it would be longer than <see cref="MentionRules.MaxMetricsBytes"/>.</returns>
    public static string? Compact(ReadOnlySpan<byte> json)
    {
        var compact = IsCompact(json) ? json : Rewrite(json);
        return compact.Length <= MentionRules.MaxMetricsBytes ? Encoding.UTF8.GetString(compact) : null;
    }

    private static bool IsCompact(ReadOnlySpan<byte> json) =>
        !json.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !json.Contains((byte)'\\');

    private static ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(output, Options);
        var reader = JsonSyntax.Reader(json);
        while (reader.Read())
        {
            Write(writer, ref reader);
        }

        writer.Flush();
        return output.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(JsonText.Read(ref reader));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(JsonText.Read(ref reader));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
