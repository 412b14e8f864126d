namespace ChatTriage.Enrichment.Brands;

/// <summary>One node of a parsed rule. Immutable; compared by content; <c>ToString</c> gives text that parses to an equal node.</summary>
public abstract record RuleNode
{
    /// <summary>Whether the node holds when none of its terms is found.</summary>
    internal abstract bool HoldsWithoutHits { get; }

    /// <inheritdoc />
    public sealed override string ToString() => MatchRulePrinter.Print(this);
}
