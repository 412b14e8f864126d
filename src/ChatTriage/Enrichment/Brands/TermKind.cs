namespace ChatTriage.Enrichment.Brands;

/// <summary>What a term of a rule is compared with.</summary>
public enum TermKind
{
    /// <summary>A word or phrase in the text, in any case: <c>acme</c>, <c>"acme phone"</c>.</summary>
    Text,

    /// <summary>A word or phrase in exactly this case: <c>{Visa}</c>, <c>{"Best Buy"}</c>.</summary>
    ExactCase,

    /// <summary>A whole @handle in the text.</summary>
    Handle,

    /// <summary>A whole #tag in the text.</summary>
    Hashtag,

    /// <summary>A whole $cashtag in the text.</summary>
    Cashtag,

    /// <summary>The handle of the author, without @.</summary>
    Author,

    /// <summary>The language of the post: a BCP 47 tag; <c>en</c> also covers <c>en-GB</c>.</summary>
    Language,

    /// <summary>The name of the source the post came from.</summary>
    Source,
}
