using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Rules over numbered atoms, and for every atom the rules that are worth evaluating once it is found. Immutable.</summary>
internal sealed class CompiledRules
{
    private readonly List<CompiledNode> _nodes = [];
    private readonly Dictionary<int, TermNode> _terms = [];
    private readonly int[] _roots;
    private readonly RuleAtom[] _atoms;
    private readonly int[] _waitingFrom;
    private readonly int[] _waiting;

    public CompiledRules(IReadOnlyList<MatchRule> rules)
    {
        // Atoms of one text stand together, so that a keyword owns a range of them.
        _atoms = [.. rules.SelectMany(rule => Terms(rule.Root)).Select(RuleAtom.Of).Distinct()
            .OrderBy(atom => !atom.IsInText).ThenBy(atom => atom.Text, StringComparer.Ordinal)];
        var numbers = _atoms.Select((atom, number) => (atom, number)).ToDictionary(pair => pair.atom, pair => pair.number);
        _roots = [.. rules.Select(rule => Compile(rule.Root, numbers))];
        var waiting = _roots
            .SelectMany((root, rule) => (Triggers(root, negated: false) ?? []).Distinct().Select(atom => (atom, rule)))
            .ToLookup(pair => pair.atom, pair => pair.rule);
        _waitingFrom = new int[_atoms.Length + 1];
        _waiting = [.. Enumerable.Range(0, _atoms.Length).SelectMany(atom => waiting[atom])];
        for (var atom = 0; atom < _atoms.Length; atom++)
        {
            _waitingFrom[atom + 1] = _waitingFrom[atom] + waiting[atom].Count();
        }
    }

    /// <summary>All atoms: those in the text first, in ordinal order of their text.</summary>
    public IReadOnlyList<RuleAtom> Atoms => _atoms;

    /// <summary>Number of rules.</summary>
    public int Count => _roots.Length;

    /// <summary>The rules to evaluate when an atom is found: a rule cannot match unless one of the atoms it waits for is found.</summary>
    public ReadOnlySpan<int> WaitingFor(int atom) => _waiting.AsSpan(_waitingFrom[atom].._waitingFrom[atom + 1]);

    /// <summary>Whether a rule holds, given the atoms that were found.</summary>
    public bool Holds(int rule, MatchScratch found) => NodeHolds(_roots[rule], found);

    /// <summary>The found terms that make a rule hold: all operands of an AND, the true ones of an OR, nothing under a NOT.</summary>
    public Dictionary<int, TermNode> Reasons(int rule, MatchScratch found)
    {
        var reasons = new Dictionary<int, TermNode>();
        AddReasons(_roots[rule], found, reasons);
        return reasons;
    }

    private bool NodeHolds(int index, MatchScratch found)
    {
        var node = CollectionsMarshal.AsSpan(_nodes)[index];
        switch (node.Kind)
        {
            case CompiledNodeKind.Term:
                return found.IsHit(node.First);
            case CompiledNodeKind.Not:
                return !NodeHolds(node.First, found);
            default:
                var isOr = node.Kind == CompiledNodeKind.Or;
                for (var i = node.First; i < node.First + node.Count; i++)
                {
                    if (NodeHolds(i, found) == isOr)
                    {
                        return isOr;
                    }
                }

                return !isOr;
        }
    }

    private void AddReasons(int index, MatchScratch found, Dictionary<int, TermNode> reasons)
    {
        var node = _nodes[index];
        if (node.Kind == CompiledNodeKind.Not || !NodeHolds(index, found))
        {
            return;
        }

        if (node.Kind == CompiledNodeKind.Term)
        {
            reasons.TryAdd(node.First, _terms[index]);
            return;
        }

        for (var i = node.First; i < node.First + node.Count; i++)
        {
            AddReasons(i, found, reasons);
        }
    }

    private int Compile(RuleNode root, Dictionary<RuleAtom, int> atoms)
    {
        var index = _nodes.Count;
        _nodes.Add(default);
        Fill(index, root, atoms);
        return index;
    }

    private void Fill(int index, RuleNode node, Dictionary<RuleAtom, int> atoms)
    {
        if (node is TermNode term)
        {
            _nodes[index] = new CompiledNode(CompiledNodeKind.Term, atoms[RuleAtom.Of(term)], 0);
            _terms[index] = term;
            return;
        }

        var operands = Operands(node);
        var first = _nodes.Count;
        var kind = node is NotNode ? CompiledNodeKind.Not : node is AndNode ? CompiledNodeKind.And : CompiledNodeKind.Or;
        _nodes[index] = new CompiledNode(kind, first, operands.Length);
        _nodes.AddRange(Enumerable.Repeat(default(CompiledNode), operands.Length));
        for (var i = 0; i < operands.Length; i++)
        {
            Fill(first + i, operands[i], atoms);
        }
    }

    /// <summary>Atoms of which at least one is found whenever the node holds (or, negated, fails); null when there is no such set.</summary>
    private List<int>? Triggers(int index, bool negated)
    {
        var node = _nodes[index];
        switch (node.Kind)
        {
            case CompiledNodeKind.Term:
                return negated ? null : [node.First];
            case CompiledNodeKind.Not:
                return Triggers(node.First, !negated);
        }

        var operands = Enumerable.Range(node.First, node.Count).Select(operand => Triggers(operand, negated));
        return node.Kind == CompiledNodeKind.And != negated
            ? operands.OfType<List<int>>().MinBy(atoms => atoms.Sum(atom => _atoms[atom].Commonness))
            : Union([.. operands]);
    }

    private static List<int>? Union(List<int>?[] sets) => sets.Contains(null) ? null : [.. sets.SelectMany(atoms => atoms!)];

    private static ImmutableArray<RuleNode> Operands(RuleNode node) => node switch
    {
        NotNode not => [not.Operand],
        AndNode and => and.Operands,
        OrNode or => or.Operands,
        _ => [],
    };

    private static IEnumerable<TermNode> Terms(RuleNode node) => node is TermNode term ? [term] : Operands(node).SelectMany(Terms);
}
