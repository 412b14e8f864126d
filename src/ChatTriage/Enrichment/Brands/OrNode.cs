using System.Collections.Immutable;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Holds when any operand holds. Two operands or more.</summary>
public sealed record OrNode(ImmutableArray<RuleNode> Operands) : RuleNode
{
    internal override bool HoldsWithoutHits => Operands.Any(operand => operand.HoldsWithoutHits);

    /// <inheritdoc />
    public bool Equals(OrNode? other) => other is not null && Operands.SequenceEqual(other.Operands);

    /// <inheritdoc />
    public override int GetHashCode() => Operands.Aggregate(2, HashCode.Combine);
}
