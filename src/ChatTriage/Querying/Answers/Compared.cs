using ChatTriage.Querying.Windows;

namespace ChatTriage.Querying.Answers;

/// <summary>Two equal stretches of time beside each other.</summary>
/// <param name="Now">The newer one, no longer than what has passed of it.</param>
/// <param name="NowTotals">What it holds.</param>
/// <param name="Before">The older one, as long as <paramref name="Now"/> or, where it was named, as it was named.</param>
/// <param name="BeforeTotals">What that holds.</param>
/// <param name="BeforeName">How a sentence calls it: "yesterday until 14:00", "the week before".</param>
public sealed record Compared(TimeWindow Now, MentionTotals NowTotals, TimeWindow Before, MentionTotals BeforeTotals, string BeforeName);
