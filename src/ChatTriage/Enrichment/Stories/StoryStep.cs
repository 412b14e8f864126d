namespace ChatTriage.Enrichment.Stories;

/// <summary>What one transaction of moving similar mentions did.</summary>
/// <param name="Moved">How many changed.</param>
/// <param name="Next">After which to go on; nothing when it is done.</param>
public readonly record struct StoryStep(int Moved, long? Next);
