namespace ChatTriage.Ingestion;

/// <summary>What became of one item.</summary>
/// <param name="Index">Its 0-based place in what was sent.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Field">The wrong field of a rejected item.</param>
/// <param name="Error">What is wrong with it.</param>
public readonly record struct IntakeResult(long Index, IntakeOutcome Outcome, string? Field = null, string? Error = null);
