namespace ChatTriage.Enrichment.Brands;

/// <summary>Holds when the operand does not.</summary>
public sealed record NotNode(RuleNode Operand) : RuleNode
{
    internal override bool HoldsWithoutHits => !Operand.HoldsWithoutHits;
}
