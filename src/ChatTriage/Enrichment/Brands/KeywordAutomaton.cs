namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Finds every occurrence of every keyword in one pass (Aho and Corasick 1975), in a double array: memory grows with the total length of
/// the keywords, not with the alphabet. Immutable.
/// </summary>
/// <param name="classes">Character to class, 65,536 entries; class 0 occurs in no keyword.</param>
/// <param name="cells">The states, root first, padded so that Base + class is always in range.</param>
/// <param name="shorter">For every keyword the next shorter one that ends wherever it ends, or -1.</param>
internal sealed class KeywordAutomaton(ushort[] classes, KeywordCell[] cells, int[] shorter)
{
    /// <summary>The state before the first character.</summary>
    public const int Root = 0;

    /// <summary>Bytes held by the tables.</summary>
    public long TableBytes => ((long)classes.Length * sizeof(ushort)) + (cells.LongLength * 16) + ((long)shorter.Length * sizeof(int));

    /// <summary>The state after one more character.</summary>
    public int Step(int state, char c)
    {
        int @class = classes[c];
        if (@class == 0)
        {
            return Root;
        }

        while (true)
        {
            ref readonly var cell = ref cells[state];
            var next = cell.Base + @class;
            if (cells[next].Parent == state)
            {
                return next;
            }

            if (state == Root)
            {
                return Root;
            }

            state = cell.Fail;
        }
    }

    /// <summary>The longest keyword that ends in this state, or -1.</summary>
    public int KeywordAt(int state) => cells[state].Keyword;

    /// <summary>The next shorter keyword that ends where this one ends, or -1.</summary>
    public int ShorterThan(int keyword) => shorter[keyword];
}
