namespace ChatTriage.Enrichment.Brands;

/// <summary>Builds the tables of a <see cref="KeywordAutomaton"/>, breadth first, in time linear in the keywords' total length.</summary>
internal sealed class KeywordAutomatonBuilder
{
    // How many cells a state with several children tries before it goes to the end of the array: trades a little memory for linear time.
    private const int MaxTries = 128;

    private readonly string[] _keywords;
    private readonly int[] _shorter;
    private readonly ushort[] _classes = new ushort[char.MaxValue + 1];
    private readonly int _classCount;
    private readonly Queue<Range> _open = [];
    private KeywordCell[] _cells = [];
    private int _firstFree;
    private int _lastUsed;

    private KeywordAutomatonBuilder(string[] keywords)
    {
        _keywords = keywords;
        _shorter = new int[keywords.Length];
        ushort classes = 0;
        foreach (var (c, _) in keywords.SelectMany(keyword => keyword).CountBy(c => c).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            _classes[c] = ++classes;
        }

        _classCount = classes + 1;
        _firstFree = 1;
        Grow((2 * _classCount) + 64);
    }

    /// <summary>Builds the automaton.</summary>
    /// <param name="keywords">Distinct, not empty, in ordinal order. Keywords are known by their index.</param>
    public static KeywordAutomaton Build(string[] keywords) => new KeywordAutomatonBuilder(keywords).Build();

    private KeywordAutomaton Build()
    {
        _open.Enqueue(new Range(KeywordAutomaton.Root, 0, 0, _keywords.Length));
        while (_open.TryDequeue(out var range))
        {
            Expand(range);
        }

        return new KeywordAutomaton(_classes, _cells, _shorter);
    }

    private void Expand(Range range)
    {
        var from = range.From;
        if (range.Cell != KeywordAutomaton.Root)
        {
            // All shallower states are finished by now, so the one the fail link leads to knows its keyword.
            _cells[range.Cell].Keyword = _cells[_cells[range.Cell].Fail].Keyword;
        }

        if (from < range.To && _keywords[from].Length == range.Depth)
        {
            _shorter[from] = _cells[range.Cell].Keyword;
            _cells[range.Cell].Keyword = from++;
        }

        var children = Children(from, range.To, range.Depth);
        if (children.Count == 0)
        {
            return;
        }

        var @base = FindBase(children);
        _cells[range.Cell].Base = @base;
        foreach (var child in children)
        {
            var cell = @base + child.Class;
            _cells[cell].Parent = range.Cell;
            _cells[cell].Fail = FailOf(range.Cell, child.Class);
            _lastUsed = Math.Max(_lastUsed, cell);
            _open.Enqueue(new Range(cell, range.Depth + 1, child.From, child.To));
        }
    }

    private List<Child> Children(int from, int to, int depth)
    {
        var children = new List<Child>();
        while (from < to)
        {
            var c = _keywords[from][depth];
            var end = from + 1;
            while (end < to && _keywords[end][depth] == c)
            {
                end++;
            }

            children.Add(new Child(_classes[c], from, end));
            from = end;
        }

        return children;
    }

    private int FailOf(int parent, int @class)
    {
        while (parent != KeywordAutomaton.Root)
        {
            parent = _cells[parent].Fail;
            var next = _cells[parent].Base + @class;
            if (_cells[next].Parent == parent)
            {
                return next;
            }
        }

        return KeywordAutomaton.Root;
    }

    private int FindBase(List<Child> children)
    {
        while (_cells[_firstFree].Parent >= 0)
        {
            Grow(++_firstFree + _classCount + 1);
        }

        var first = children[0].Class;
        var limit = _firstFree + Math.Max(MaxTries, first);
        for (var cell = Math.Max(_firstFree, first); cell <= limit; cell++)
        {
            Grow(cell - first + _classCount + 1);
            if (children.TrueForAll(child => IsFree(cell - first + child.Class)))
            {
                return cell - first;
            }
        }

        Grow(_lastUsed + _classCount + 1);
        return _lastUsed;
    }

    private bool IsFree(int cell) => cell != KeywordAutomaton.Root && _cells[cell].Parent < 0;

    private void Grow(int length)
    {
        var used = _cells.Length;
        if (used >= length)
        {
            return;
        }

        Array.Resize(ref _cells, Math.Max(length, used + (used / 2)));
        _cells.AsSpan(used).Fill(new KeywordCell { Parent = -1, Keyword = -1 });
    }

    private readonly record struct Range(int Cell, int Depth, int From, int To);

    private readonly record struct Child(int Class, int From, int To);
}
