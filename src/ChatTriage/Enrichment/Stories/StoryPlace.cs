using ChatTriage.Mentions;

namespace ChatTriage.Enrichment.Stories;

/// <summary>Where a new mention belongs.</summary>
/// <param name="Mention">The row as it is to be stored.</param>
/// <param name="Leader">The mention whose card it joins; nothing when it has one of its own.</param>
/// <param name="Decision">What it follows at once.</param>
public sealed record StoryPlace(Mention Mention, Mention? Leader = null, StoryDecision? Decision = null)
{
    /// <summary>Why it has no card, for the ledger.</summary>
    public string? Detail => Leader is null ? null : $"story of #{Leader.Id}";
}
