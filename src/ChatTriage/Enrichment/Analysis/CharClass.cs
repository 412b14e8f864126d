namespace ChatTriage.Enrichment.Analysis;

/// <summary>What scanning needs to know about one UTF-16 unit.</summary>
internal enum CharClass : byte
{
    /// <summary>White space, controls, marks that show nothing.</summary>
    Blank,

    /// <summary>A letter, or a mark on one.</summary>
    Letter,

    /// <summary>A digit of any script.</summary>
    Digit,

    /// <summary>Half of a code point above U+FFFF.</summary>
    Surrogate,

    /// <summary>A symbol that is drawn as a picture.</summary>
    Picture,

    /// <summary>Everything else.</summary>
    Mark,
}
