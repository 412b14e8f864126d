namespace ChatTriage.Settings;

/// <summary>Section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    /// <summary>
    /// Largest request body in bytes, except for streamed NDJSON, which has no end. Default 32 MiB.
    /// A larger limit takes bigger arrays at once and more memory while one is read.
    /// </summary>
    public long MaxBodyBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Requests read at the same time; more wait in line, and beyond that are answered 429. Default 32.</summary>
    public int MaxConcurrentRequests { get; set; } = 32;

    /// <summary>Senders by name: the last part of <c>/ingest/{source}</c>.</summary>
    public Dictionary<string, IngestSourceOptions> Sources { get; } = new(StringComparer.OrdinalIgnoreCase);
}
