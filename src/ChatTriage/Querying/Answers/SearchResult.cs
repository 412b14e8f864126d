using ChatTriage.Mentions;

namespace ChatTriage.Querying.Answers;

/// <summary>What was found.</summary>
/// <param name="Counts">Everything, counted.</param>
/// <param name="Page">The page that was asked for, newest first.</param>
/// <param name="Sample">Key phrases of the newest ones, one text a mention.</param>
/// <param name="IsComplete">Whether every candidate was looked at.</param>
internal sealed record SearchResult(WindowCounts Counts, IReadOnlyList<Mention> Page, List<string?> Sample, bool IsComplete);
