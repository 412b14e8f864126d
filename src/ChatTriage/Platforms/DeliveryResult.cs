namespace ChatTriage.Platforms;

/// <summary>What became of something handed to a chat platform.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="MessageRef">The platform's own id of the message, when there is one.</param>
/// <param name="RetryAfter">When to try again, if the platform said so.</param>
/// <param name="Reason">Why not, without foreign words or secrets.</param>
public sealed record DeliveryResult(DeliveryOutcome Outcome, string? MessageRef = null, TimeSpan? RetryAfter = null, string? Reason = null)
{
    /// <summary>Whether it may be there although it was not said to be: then it is looked for before the next try.</summary>
    public bool IsInDoubt { get; init; } = Outcome == DeliveryOutcome.Ambiguous;

    /// <summary>It is there.</summary>
    public static DeliveryResult Delivered(string messageRef) => new(DeliveryOutcome.Delivered, messageRef);

    /// <summary>The message is not there any more.</summary>
    public static DeliveryResult Gone { get; } = new(DeliveryOutcome.Gone);
}
