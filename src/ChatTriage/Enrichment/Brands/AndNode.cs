using System.Collections.Immutable;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Holds when every operand holds. Two operands or more.</summary>
public sealed record AndNode(ImmutableArray<RuleNode> Operands) : RuleNode
{
    internal override bool HoldsWithoutHits => Operands.All(operand => operand.HoldsWithoutHits);

    /// <inheritdoc />
    public bool Equals(AndNode? other) => other is not null && Operands.SequenceEqual(other.Operands);

    /// <inheritdoc />
    public override int GetHashCode() => Operands.Aggregate(1, HashCode.Combine);
}
