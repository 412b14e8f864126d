namespace ChatTriage.Ingestion.Reading;

/// <summary>How the mentions of a request body are written down.</summary>
public enum IngestFormat
{
    /// <summary>One JSON object, or an array of them.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    NdJson,

    /// <summary>One CloudEvents 1.0 event in structured mode.</summary>
    CloudEvent,

    /// <summary>An array of CloudEvents 1.0 events.</summary>
    CloudEventBatch,
}
