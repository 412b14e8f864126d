namespace ChatTriage.Querying.Charts;

/// <summary>One row of values of a chart, in the order of its labels.</summary>
/// <param name="Name">What it counts: a brand, or mentions.</param>
/// <param name="Values">As many as there are labels.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<long> Values);
