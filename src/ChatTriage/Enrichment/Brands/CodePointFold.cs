namespace ChatTriage.Enrichment.Brands;

/// <summary>The folded form of one code point.</summary>
/// <param name="Action">What to do with it.</param>
/// <param name="Kind">The kind of every character of the folded form.</param>
/// <param name="CodePoint">The folded form when it is one code point.</param>
/// <param name="Expansion">The folded form when it is several code points.</param>
internal readonly record struct CodePointFold(FoldAction Action, CharKind Kind, int CodePoint, string? Expansion = null);
