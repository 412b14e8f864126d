namespace ChatTriage.Enrichment.Brands;

/// <summary>What matching needs to know about one folded character, kept because folding loses it (case) or because looking it up is slow.</summary>
[Flags]
internal enum CharKind : byte
{
    None = 0,

    /// <summary>A letter, number, mark or underscore.</summary>
    Word = 1,

    /// <summary>Was an upper-case letter before folding.</summary>
    Upper = 2,

    /// <summary>Of a script written without spaces: Han, Kana, Thai, Lao, Khmer, Myanmar.</summary>
    Unspaced = 4,

    /// <summary>Hangul: words have spaces between them but particles are glued on behind.</summary>
    Hangul = 8,
}
