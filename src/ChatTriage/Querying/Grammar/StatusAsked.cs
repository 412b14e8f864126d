namespace ChatTriage.Querying.Grammar;

/// <summary>Values of the filter <c>status:</c>.</summary>
public enum StatusAsked
{
    /// <summary>Still needs somebody: received, awaiting a decision, on a desk, being answered. Also called <c>unanswered</c>.</summary>
    Open,

    /// <summary>Awaits the owner's decision.</summary>
    Waiting,

    /// <summary>On a desk, nobody has it.</summary>
    Routed,

    /// <summary>Somebody has it.</summary>
    Claimed,

    /// <summary>An answer was recorded.</summary>
    Answered,

    /// <summary>Decided against an answer.</summary>
    NoResponse,

    /// <summary>Joined to a story.</summary>
    Merged,

    /// <summary>Listened to only.</summary>
    Muted,

    /// <summary>Could not be worked on.</summary>
    Failed,
}
