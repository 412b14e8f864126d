namespace ChatTriage.Enrichment.Brands;

/// <summary>A node of a rule as evaluated.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="First">For a term its atom; otherwise the index of the first operand.</param>
/// <param name="Count">Operands, which stand side by side.</param>
internal readonly record struct CompiledNode(CompiledNodeKind Kind, int First, int Count);
