namespace ChatTriage.Querying.Spikes;

/// <summary>What was said within an hour.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Negative">What of it is negative.</param>
public readonly record struct HourCount(long Total, long Negative)
{
    /// <summary>The count that a kind is about.</summary>
    public long Of(SpikeKind kind) => kind == SpikeKind.Volume ? Total : Negative;
}
