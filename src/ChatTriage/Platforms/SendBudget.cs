namespace ChatTriage.Platforms;

/// <summary>What a platform takes in a time, and for whom it counts it together.</summary>
/// <param name="Key">Calls with the same key share the budget, on all replicas.</param>
/// <param name="PerSecond">How many in the long run.</param>
/// <param name="Burst">How many at once after a quiet time.</param>
public sealed record SendBudget(string Key, double PerSecond, int Burst)
{
    /// <summary>A second limit over a longer time, where a platform has both; a call is let through when both let it through.</summary>
    public SendBudget? Longer { get; init; }

    /// <summary>Time between two calls in the long run.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(1 / PerSecond);
}
