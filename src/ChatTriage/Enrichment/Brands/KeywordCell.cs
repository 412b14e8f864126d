namespace ChatTriage.Enrichment.Brands;

/// <summary>One state of the automaton: 16 bytes, so that a step touches one cache line.</summary>
internal struct KeywordCell
{
    /// <summary>The child for character class c is the cell at Base + c, if that cell's <see cref="Parent"/> is this one.</summary>
    public int Base;

    /// <summary>Index of the parent cell; -1 for the root and for free cells.</summary>
    public int Parent;

    /// <summary>The cell of the longest proper suffix that some keyword begins with.</summary>
    public int Fail;

    /// <summary>The longest keyword that ends here; -1 when none does.</summary>
    public int Keyword;
}
