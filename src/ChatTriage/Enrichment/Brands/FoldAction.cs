namespace ChatTriage.Enrichment.Brands;

/// <summary>What folding does with a code point.</summary>
internal enum FoldAction : byte
{
    /// <summary>Writes the folded form.</summary>
    Write,

    /// <summary>Leaves it out: format characters nobody sees.</summary>
    Skip,

    /// <summary>Leaves it out but counts it to the letter before it: accents, variation selectors.</summary>
    Accent,

    /// <summary>Joins it with the character before it where Unicode has a composed form: kana voicing marks, Hangul parts, Indic signs.</summary>
    Compose,
}
