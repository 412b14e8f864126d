namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Working memory of one match. One a thread, shared by all matchers on it; "found" is a stamp that ends with the next match, so
/// nothing has to be cleared.
/// </summary>
internal sealed class MatchScratch
{
    [ThreadStatic]
    private static MatchScratch? t_current;

    private int[] _atomStamps = [];
    private int[] _ruleStamps = [];
    private int _stamp;

    /// <summary>The text being matched.</summary>
    public FoldedText Text { get; } = new();

    /// <summary>The rules worth evaluating, each once, in the order they were met.</summary>
    public List<int> Candidates { get; } = [];

    /// <summary>This thread's scratch, with nothing found.</summary>
    public static MatchScratch Begin(int atoms, int rules)
    {
        var scratch = t_current ??= new MatchScratch();
        scratch.Candidates.Clear();
        if (scratch._atomStamps.Length < atoms || scratch._ruleStamps.Length < rules || scratch._stamp == int.MaxValue)
        {
            scratch._atomStamps = new int[Math.Max(atoms, scratch._atomStamps.Length)];
            scratch._ruleStamps = new int[Math.Max(rules, scratch._ruleStamps.Length)];
            scratch._stamp = 0;
        }

        scratch._stamp++;
        return scratch;
    }

    public bool IsHit(int atom) => _atomStamps[atom] == _stamp;

    /// <summary>Marks an atom as found and the rules that wait for it as candidates.</summary>
    public void Hit(int atom, ReadOnlySpan<int> waitingRules)
    {
        _atomStamps[atom] = _stamp;
        foreach (var rule in waitingRules)
        {
            if (_ruleStamps[rule] != _stamp)
            {
                _ruleStamps[rule] = _stamp;
                Candidates.Add(rule);
            }
        }
    }
}
