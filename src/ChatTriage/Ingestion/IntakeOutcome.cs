namespace ChatTriage.Ingestion;

/// <summary>What became of one item.</summary>
public enum IntakeOutcome
{
    /// <summary>Stored, and a brand matches.</summary>
    Accepted,

    /// <summary>Stored; no brand matches.</summary>
    Unmatched,

    /// <summary>Stored before with the same words.</summary>
    Duplicate,

    /// <summary>Stored before with other words, which were replaced.</summary>
    Edited,

    /// <summary>Not stored.</summary>
    Rejected,
}
