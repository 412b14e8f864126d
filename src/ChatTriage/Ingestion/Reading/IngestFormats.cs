using System.Net.Http.Headers;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Finds the format of a request body from its headers.</summary>
public static class IngestFormats
{
    /// <summary>Reads a Content-Type header; parameters other than the character set are ignored.</summary>
    /// <param name="contentType">The header's value, such as <c>application/json; charset=utf-8</c>.</param>
    /// <param name="format">The format, when known.</param>
    /// <returns>False for a missing or unknown type and for any character set other than UTF-8.</returns>
    public static bool FromContentType(string? contentType, out IngestFormat format)
    {
        format = default;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && IsUtf8(type.CharSet)
            && TryFind(type.MediaType, out format);
    }

    /// <summary>Whether a media type says JSON: <c>application/json</c>, <c>text/json</c> or anything with the suffix <c>+json</c>.</summary>
    internal static bool IsJson(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && IsUtf8(type.CharSet)
        && type.MediaType is { } name
        && (name.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static bool TryFind(string? mediaType, out IngestFormat format)
    {
        IngestFormat? found = mediaType?.ToLowerInvariant() switch
        {
            "application/json" => IngestFormat.Json,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => IngestFormat.NdJson,
            "application/cloudevents+json" => IngestFormat.CloudEvent,
            "application/cloudevents-batch+json" => IngestFormat.CloudEventBatch,
            _ => null,
        };
        format = found.GetValueOrDefault();
        return found is not null;
    }

    private static bool IsUtf8(string? charset) =>
        charset?.Trim('"') is not { } name
        || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || name.Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
