using ChatTriage.Ingestion.Reading;

namespace ChatTriage.Ingestion;

/// <summary>One mention on its way into the store.</summary>
/// <param name="Index">Its 0-based place in what was sent.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Mention">What was sent.</param>
public sealed record IntakeItem(long Index, string Source, IncomingMention Mention);
