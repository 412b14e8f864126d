namespace ChatTriage.Querying.Spikes;

/// <summary>A row of table <c>spike</c>. Counts are of one hour.</summary>
public sealed record Spike
{
    /// <summary>What comes back within a day is the same: a flood sleeps at night, and nobody wants to hear of it again each morning.</summary>
    public static readonly TimeSpan SameWithin = TimeSpan.FromDays(1);

    /// <summary>How long it must be calm to be over.</summary>
    private static readonly TimeSpan CalmFor = TimeSpan.FromMinutes(30);

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

    /// <summary>The spike that a loud or an angry hour begins.</summary>
    public static Spike Begin(string brand, SpikeBaseline baseline, DateTimeOffset now)
    {
        SpikeKind kind = baseline.IsLoud ? SpikeKind.Volume : SpikeKind.Negative;
        return new Spike { Brand = brand, Kind = kind, BeganAt = now, Normal = baseline.Of(kind), High = baseline.HighOf(kind), Peak = baseline.Now.Of(kind), PeakAt = now };
    }

    /// <summary>The spike as it is now; one that was over goes on.</summary>
    public Spike Next(SpikeBaseline baseline, DateTimeOffset now)
    {
        SpikeKind kind = baseline.IsLoud ? SpikeKind.Volume : Kind;
        long count = baseline.Now.Of(kind);
        Spike after = this with { Kind = kind, EndedAt = null, QuietSince = baseline.IsCalm ? QuietSince ?? now : null };
        if (kind != Kind)
        {
            after = after with { Normal = baseline.Of(kind), High = baseline.HighOf(kind), Peak = count, PeakAt = now };
        }
        else if (count > Peak)
        {
            after = after with { Peak = count, PeakAt = now };
        }

        return after.QuietSince + CalmFor <= now ? after with { EndedAt = after.QuietSince } : after;
    }
}
