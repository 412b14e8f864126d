using ChatTriage.Mentions;

namespace ChatTriage.Storage;

/// <summary>One count of the roll-up.</summary>
/// <param name="Brand">The brand, or <see cref="RollUp.NoBrand"/>.</param>
/// <param name="Bucket">Start of the quarter of an hour, in microseconds.</param>
/// <param name="Source">Where the mentions come from.</param>
/// <param name="Tone">Their tone.</param>
/// <param name="State">Where they stand.</param>
public readonly record struct RollUpCell(string Brand, long Bucket, string Source, Tone Tone, MentionState State);
