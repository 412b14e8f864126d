namespace ChatTriage.Mentions;

/// <summary>Where a mention stands. Stored by name; the sum over all states is what was received.</summary>
public enum MentionState
{
    /// <summary>Taken in and not yet looked at.</summary>
    Received,

    /// <summary>Waits for the owner's decision.</summary>
    AwaitingTriage,

    /// <summary>Lies on a desk and nobody has it.</summary>
    Routed,

    /// <summary>One responder has it until the lease ends.</summary>
    Claimed,

    /// <summary>An answer was recorded.</summary>
    Answered,

    /// <summary>The owner decided against an answer, with a reason.</summary>
    NoResponse,

    /// <summary>Joined to the card of a near-identical mention.</summary>
    Merged,

    /// <summary>Listened to and never answered: it names competitors only.</summary>
    Muted,

    /// <summary>No brand matches; kept and counted, without a card.</summary>
    Unmatched,

    /// <summary>Could not be worked on; the ledger says why.</summary>
    Failed,
}
