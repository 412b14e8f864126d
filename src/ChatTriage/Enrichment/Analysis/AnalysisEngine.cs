namespace ChatTriage.Enrichment.Analysis;

/// <summary>Who read a text. Stored by name.</summary>
public enum AnalysisEngine
{
    /// <summary>The models that ship with the program, in this process.</summary>
    Local,

    /// <summary>Azure AI Language.</summary>
    Azure,
}
