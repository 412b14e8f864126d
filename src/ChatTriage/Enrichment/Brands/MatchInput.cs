namespace ChatTriage.Enrichment.Brands;

/// <summary>What a rule looks at in one post.</summary>
/// <param name="Text">The words of the post, as received; HTML entities may still be encoded.</param>
/// <param name="Source">The name of the source, compared without regard to case.</param>
/// <param name="AuthorHandle">The author's handle, with or without @; null when unknown.</param>
/// <param name="Language">A BCP 47 tag; null when unknown, and then no <c>lang:</c> term hits.</param>
public readonly record struct MatchInput(string Text, string Source, string? AuthorHandle = null, string? Language = null);
