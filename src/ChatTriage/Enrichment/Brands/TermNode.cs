namespace ChatTriage.Enrichment.Brands;

/// <summary>One term.</summary>
/// <param name="Kind">What the term is compared with.</param>
/// <param name="Text">The term as written, without its sign (@ # $), quotes, braces, field name or trailing *.</param>
/// <param name="IsPrefix">Whether the term had a trailing *.</param>
public sealed record TermNode(TermKind Kind, string Text, bool IsPrefix = false) : RuleNode
{
    internal override bool HoldsWithoutHits => false;
}
