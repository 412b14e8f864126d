namespace ChatTriage.Querying.Spikes;

/// <summary>A row of table <c>spike</c>. Counts are of one hour.</summary>
public sealed record Spike
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The brand.</summary>
    public required string Brand { get; init; }

    /// <summary>What is far above normal; a negative one becomes one of volume when that follows.</summary>
    public SpikeKind Kind { get; init; }

    /// <summary>When it was noticed.</summary>
    public DateTimeOffset BeganAt { get; init; }

    /// <summary>Since when it is over; nothing while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Since when it has been calm; nothing while it is not.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>What was normal when it was noticed.</summary>
    public double Normal { get; init; }

    /// <summary>From how many on it was a spike then.</summary>
    public double High { get; init; }

    /// <summary>The most there was in an hour.</summary>
    public long Peak { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset PeakAt { get; init; }

    /// <summary>How many people were told.</summary>
    public long Announced { get; init; }

    /// <summary>Rises with each change; a change names the one it saw.</summary>
    public long Version { get; init; }
}
