namespace ChatTriage.Storage;

/// <summary>How much waits to be shown.</summary>
public sealed record OutboxDepth
{
    /// <summary>Due and not yet sent.</summary>
    public long Waiting { get; init; }

    /// <summary>Perhaps posted: the platform's answer was lost and it cannot be asked.</summary>
    public long Ambiguous { get; init; }

    /// <summary>Refused by the platform for good.</summary>
    public long Dead { get; init; }

    /// <summary>Since when the oldest row is due.</summary>
    public DateTimeOffset? OldestDue { get; init; }
}
