namespace ChatTriage.Enrichment.Analysis;

/// <summary>A candidate: which tokens, and how telling.</summary>
internal readonly record struct Phrase(int First, int Words, int Score);
