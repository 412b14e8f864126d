namespace ChatTriage.Platforms;

/// <summary>How a delivery ended.</summary>
public enum DeliveryOutcome
{
    /// <summary>The platform has it.</summary>
    Delivered,

    /// <summary>The message to be changed was deleted: post it again.</summary>
    Gone,

    /// <summary>Not now: the platform did not take it, because it is slow, away or over its limit.</summary>
    Later,

    /// <summary>The channel does not take anything: archived, removed, not a member. Waiting alone does not help.</summary>
    ChannelClosed,

    /// <summary>The answer was lost: it may or may not be there.</summary>
    Ambiguous,

    /// <summary>This card will never be accepted.</summary>
    Refused,
}
