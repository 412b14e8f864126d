namespace ChatTriage.Enrichment.Analysis;

/// <summary>What a piece of a text is.</summary>
internal enum TokenKind : byte
{
    /// <summary>Letters, with digits and apostrophes inside.</summary>
    Word,

    /// <summary>A word inside a hashtag, found by its capitals.</summary>
    TagWord,

    /// <summary>A whole hashtag, without its sign.</summary>
    Hashtag,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>A link.</summary>
    Url,

    /// <summary>A name with @.</summary>
    Handle,

    /// <summary>A name of a watched brand: one token however many words it has.</summary>
    Masked,

    /// <summary>The further words of a brand's name; counts for nothing.</summary>
    Skipped,

    /// <summary>One emoji.</summary>
    Emoji,

    /// <summary>A face made of punctuation.</summary>
    Emoticon,

    /// <summary>A run of one punctuation mark.</summary>
    Mark,
}
