namespace ChatTriage.Enrichment.Brands;

/// <summary>The kind of a <see cref="CompiledNode"/>.</summary>
internal enum CompiledNodeKind
{
    Term,
    Not,
    And,
    Or,
}
