using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;

namespace ChatTriage.Querying.Listening;

/// <summary>One brand beside others.</summary>
/// <param name="Brand">Which one; a competitor is listened to in the same way.</param>
/// <param name="Totals">Its counts in the window.</param>
/// <param name="Share">Its part of all mentions of the compared brands, 0 to 1; a mention of two of them counts for both. 0 when there are none at all.</param>
/// <param name="Series">Its mentions in each of <see cref="ComparisonAnswer.Labels"/>.</param>
public sealed record BrandShare(Brand Brand, MentionTotals Totals, double Share, IReadOnlyList<long> Series)
{
    /// <summary>Which part of its mentions has that tone, 0 to 1.</summary>
    public double ToneShare(Tone tone) => Totals.Total == 0 ? 0 : (double)Totals.Of(tone) / Totals.Total;
}
