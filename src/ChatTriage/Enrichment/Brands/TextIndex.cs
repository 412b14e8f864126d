namespace ChatTriage.Enrichment.Brands;

/// <summary>Finds the atoms of a folded text in one pass, whatever the number of rules. Immutable.</summary>
internal sealed class TextIndex
{
    private readonly KeywordAutomaton _automaton;
    private readonly RuleAtom[] _atoms;
    private readonly int[] _keywordLengths;
    private readonly int[] _firstAtoms;

    /// <param name="atoms">All atoms; those in the text come first, in ordinal order of their text.</param>
    public TextIndex(IReadOnlyList<RuleAtom> atoms)
    {
        _atoms = [.. atoms.TakeWhile(atom => atom.IsInText)];
        var keywords = _atoms.Index().GroupBy(pair => pair.Item.Text, StringComparer.Ordinal).ToArray();
        _automaton = KeywordAutomatonBuilder.Build([.. keywords.Select(group => group.Key)]);
        _keywordLengths = [.. keywords.Select(group => group.Key.Length)];
        _firstAtoms = [.. keywords.Select(group => group.First().Index), _atoms.Length];
    }

    /// <summary>Bytes held by the automaton.</summary>
    public long TableBytes => _automaton.TableBytes;

    /// <summary>Marks the atoms that hit.</summary>
    public void Find(CompiledRules rules, MatchScratch scratch)
    {
        var chars = scratch.Text.Chars;
        var state = KeywordAutomaton.Root;
        for (var i = 0; i < chars.Length; i++)
        {
            state = _automaton.Step(state, chars[i]);
            for (var keyword = _automaton.KeywordAt(state); keyword >= 0; keyword = _automaton.ShorterThan(keyword))
            {
                Mark(keyword, i + 1, rules, scratch);
            }
        }
    }

    /// <summary>All places of the wanted atoms, in the order of their ends, as indices into the folded text; at most <paramref name="limit"/>.</summary>
    public List<(int Atom, int Start, int End)> Places(FoldedText text, Predicate<int> isWanted, int limit)
    {
        var places = new List<(int, int, int)>();
        var state = KeywordAutomaton.Root;
        for (var end = 1; end <= text.Length && places.Count < limit; end++)
        {
            state = _automaton.Step(state, text.Chars[end - 1]);
            for (var keyword = _automaton.KeywordAt(state); keyword >= 0; keyword = _automaton.ShorterThan(keyword))
            {
                for (var atom = _firstAtoms[keyword]; atom < _firstAtoms[keyword + 1]; atom++)
                {
                    var start = end - _keywordLengths[keyword];
                    if (isWanted(atom) && _atoms[atom].Accepts(text, start, end))
                    {
                        places.Add((atom, start, _atoms[atom].IsPrefix ? EndOfWord(text, end) : end));
                    }
                }
            }
        }

        return places;
    }

    private void Mark(int keyword, int end, CompiledRules rules, MatchScratch scratch)
    {
        for (var atom = _firstAtoms[keyword]; atom < _firstAtoms[keyword + 1]; atom++)
        {
            if (!scratch.IsHit(atom) && _atoms[atom].Accepts(scratch.Text, end - _keywordLengths[keyword], end))
            {
                scratch.Hit(atom, rules.WaitingFor(atom));
            }
        }
    }

    private static int EndOfWord(FoldedText text, int end)
    {
        while (end < text.Length && (text.KindAt(end) & (CharKind.Word | CharKind.Unspaced)) == CharKind.Word)
        {
            end++;
        }

        return end;
    }
}
