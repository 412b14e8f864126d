using ChatTriage.Mentions;

namespace ChatTriage.Querying.Answers;

/// <summary>What was found.</summary>
/// <param name="Counts">Everything, counted.</param>
/// <param name="Page">The page that was asked for, newest first.</param>
/// <param name="Sampled">How many of the newest ones were read for what they speak of.</param>
/// <param name="Phrases">Their key phrases, one text a mention that has any.</param>
/// <param name="IsComplete">Whether every candidate was looked at.</param>
internal sealed record SearchResult(WindowCounts Counts, IReadOnlyList<Mention> Page, int Sampled, List<string> Phrases, bool IsComplete);
