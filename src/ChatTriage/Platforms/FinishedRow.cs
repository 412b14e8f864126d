using ChatTriage.Storage;

namespace ChatTriage.Platforms;

/// <summary>What became of an outbox row, to be written down.</summary>
/// <param name="Row">The row.</param>
/// <param name="Result">How the delivery ended.</param>
/// <param name="Shown">Fingerprint of the card that is shown now; nothing when no card is.</param>
/// <param name="Version">Version of the mention on it.</param>
/// <param name="Tried">False when the channel's budget was used up before the platform was asked.</param>
/// <param name="DueAt">When it comes again, if it does.</param>
public sealed record FinishedRow(OutboxRow Row, DeliveryResult Result, string? Shown = null, long Version = 0, bool Tried = true, DateTimeOffset? DueAt = null)
{
    /// <summary>Not tried; comes again at that time.</summary>
    public static FinishedRow NotTried(OutboxRow row, DateTimeOffset dueAt) => new(row, new DeliveryResult(DeliveryOutcome.Later), Tried: false, DueAt: dueAt);

    /// <summary>Nothing had to be shown.</summary>
    public static FinishedRow Nothing(OutboxRow row) => new(row, DeliveryResult.Delivered(""));
}
