namespace ChatTriage.Cards.Templating;

/// <summary>Why a template could not be read or expanded.</summary>
public enum CardTemplateFault
{
    /// <summary>The file is no JSON.</summary>
    InvalidJson,

    /// <summary>An expression cannot be read.</summary>
    Syntax,

    /// <summary>The language has it, or might have it, but this engine does not.</summary>
    NotSupported,

    /// <summary>An expression that stands alone failed on this data.</summary>
    Evaluation,

    /// <summary>The expansion is nested deeper, or grows bigger, than any card may be.</summary>
    TooLarge,
}
