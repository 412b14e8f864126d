namespace ChatTriage.Enrichment.Analysis;

/// <summary>One piece of a scanned text.</summary>
internal struct TextToken
{
    /// <summary>What it is.</summary>
    public TokenKind Kind;

    /// <summary>Whether it is written in capitals, two letters or more.</summary>
    public bool IsShouted;

    /// <summary>Whether it begins with a capital.</summary>
    public bool IsCapitalised;

    /// <summary>Whether a letter was drawn out, as in "sooo".</summary>
    public bool IsDrawnOut;

    /// <summary>For marks the length of the run, for emoticons the mood, see <see cref="Emoticons"/>.</summary>
    public byte Count;

    /// <summary>Where its normalised form begins in <see cref="TextScan.Chars"/>; a blank stands before and behind it.</summary>
    public int Start;

    /// <summary>Length of the normalised form.</summary>
    public int Length;

    /// <summary>Where it begins in the text.</summary>
    public int SourceStart;

    /// <summary>Where it ends in the text.</summary>
    public int SourceEnd;

    /// <summary>Hash of the normalised form.</summary>
    public uint Hash;

    /// <summary>Hash of the form in which letters that were drawn out stand once; equal to <see cref="Hash"/> for other words.</summary>
    public uint PlainHash;

    /// <summary>Hash without 's at the end; equal to <see cref="Hash"/> for other words.</summary>
    public uint StemHash;
}
