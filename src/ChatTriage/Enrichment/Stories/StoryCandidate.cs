namespace ChatTriage.Enrichment.Stories;

/// <summary>A mention that a text resembles, as far as this process remembers; the row decides.</summary>
/// <param name="Id">The mention.</param>
/// <param name="Similarity">How much they have in common, 0.6 to 1.</param>
public readonly record struct StoryCandidate(long Id, double Similarity);
