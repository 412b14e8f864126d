using ChatTriage.Platforms;

namespace ChatTriage.Tests.Reliability;

/// <summary>What goes wrong with a call.</summary>
/// <param name="Answer">What the caller hears.</param>
/// <param name="Happens">Whether it is done nevertheless, as when only the answer is lost.</param>
public sealed record FakeFault(DeliveryResult Answer, bool Happens = false)
{
    /// <summary>Done, and the answer was lost.</summary>
    public static FakeFault AnswerLost { get; } = new(new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: "timeout"), Happens: true);

    /// <summary>Not now.</summary>
    public static FakeFault Later(int? seconds = null) => new(new DeliveryResult(DeliveryOutcome.Later, RetryAfter: seconds is { } s ? TimeSpan.FromSeconds(s) : null, Reason: "busy"));

    /// <summary>Any other outcome.</summary>
    public static FakeFault Of(DeliveryOutcome outcome) => new(new DeliveryResult(outcome, Reason: outcome.ToString()));
}
