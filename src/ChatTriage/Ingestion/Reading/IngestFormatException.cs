namespace ChatTriage.Ingestion.Reading;

/// <summary>The input as a whole cannot be read any further; items that came before it are good.</summary>
/// <param name="message">A sentence that may be shown to the sender; never quotes the sender's content.</param>
public sealed class IngestFormatException(string message) : Exception(message);
