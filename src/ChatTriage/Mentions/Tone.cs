namespace ChatTriage.Mentions;

/// <summary>Tone of a post, which need not be an opinion of the brand. Stored by name.</summary>
public enum Tone
{
    /// <summary>No engine has spoken.</summary>
    Unknown,

    /// <summary>No engine here reads its language.</summary>
    NotAssessed,

    /// <summary>No class reached <see cref="Enrichment.Analysis.TextAnalysis.SureFrom"/>.</summary>
    Uncertain,

    /// <summary>Complaint, anger, bad news.</summary>
    Negative,

    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>Praise, joy, good news.</summary>
    Positive,

    /// <summary>Both praise and complaint; only an engine that reads sentence by sentence says so.</summary>
    Mixed,
}
