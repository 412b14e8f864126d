namespace ChatTriage.Benchmarks;

/// <summary>How long the acknowledgements of a run took.</summary>
/// <param name="Sorted">Milliseconds from when a click was meant to be sent to the whole answer, sorted.</param>
/// <param name="Elapsed">From the first click to the last answer.</param>
/// <param name="Bad">Answers other than 200, or without what was hoped for.</param>
public sealed record ClickTimes(double[] Sorted, TimeSpan Elapsed, int Bad)
{
    /// <summary>How long after the last answer the last click was in the ledger.</summary>
    public TimeSpan SettledAfter { get; init; }

    /// <summary>Answers a second.</summary>
    public double PerSecond => Sorted.Length / Elapsed.TotalSeconds;

    /// <summary>A quantile.</summary>
    public double At(double share) => Sorted[(int)(share * (Sorted.Length - 1))];
}
