namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Says which rules match a post: one pass over the text whatever the number of rules, then only the rules that found something are
/// evaluated. Immutable and safe to share: replace the reference to change the rules.
/// </summary>
public sealed class BrandMatcher
{
    private const int MaxPlaces = 1000;

    private readonly CompiledRules _rules;
    private readonly FieldIndex _fields;
    private readonly TextIndex _texts;

    /// <param name="rules">The rules; a rule is known by its index in this list.</param>
    public BrandMatcher(IReadOnlyList<MatchRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = new CompiledRules(rules);
        _fields = new FieldIndex(_rules.Atoms);
        _texts = new TextIndex(_rules.Atoms);
    }

    /// <summary>Number of rules.</summary>
    public int RuleCount => _rules.Count;

    /// <summary>Bytes held by the keyword tables.</summary>
    public long TableBytes => _texts.TableBytes;

    /// <summary>Finds the rules that match. Allocates nothing once the thread has matched a text of this size (rare named HTML entities apart).</summary>
    /// <param name="input">The post; any text is accepted.</param>
    /// <param name="ruleIndexes">Cleared, then filled with the indexes of the matching rules in ascending order.</param>
    public void Match(in MatchInput input, List<int> ruleIndexes)
    {
        ArgumentNullException.ThrowIfNull(ruleIndexes);
        ruleIndexes.Clear();
        var scratch = Find(input, keepsOffsets: false);
        foreach (var rule in scratch.Candidates)
        {
            if (_rules.Holds(rule, scratch))
            {
                ruleIndexes.Add(rule);
            }
        }

        ruleIndexes.Sort();
        scratch.Text.Release();
    }

    /// <summary>Says why a rule matches: the terms that make it hold, with every place in the original text, in text order.</summary>
    /// <param name="input">The post.</param>
    /// <param name="ruleIndex">0 to <see cref="RuleCount"/> - 1.</param>
    /// <returns>Empty when the rule does not match. At most 1,000 places.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public IReadOnlyList<TermHit> Explain(in MatchInput input, int ruleIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ruleIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ruleIndex, RuleCount);
        var scratch = Find(input, keepsOffsets: true);
        var reasons = _rules.Reasons(ruleIndex, scratch);
        var places = _texts.Places(scratch.Text, reasons.ContainsKey, reasons.Count > 0 ? MaxPlaces : 0);
        List<TermHit> hits =
        [
            .. reasons.Where(reason => !_rules.Atoms[reason.Key].IsInText).Select(reason => new TermHit(reason.Value.ToString(), -1, 0)),
            .. places.Select(place => HitAt(place, reasons, scratch.Text)).OrderBy(hit => hit.Start).ThenBy(hit => hit.Length),
        ];
        scratch.Text.Release();
        return hits;
    }

    private static TermHit HitAt((int Atom, int Start, int End) place, Dictionary<int, TermNode> reasons, FoldedText text)
    {
        var (start, length) = text.OriginalOf(place.Start, place.End);
        return new TermHit(reasons[place.Atom].ToString(), start, length);
    }

    private MatchScratch Find(in MatchInput input, bool keepsOffsets)
    {
        ArgumentNullException.ThrowIfNull(input.Text);
        var scratch = MatchScratch.Begin(_rules.Atoms.Count, RuleCount);
        _fields.Find(input, _rules, scratch);
        TextFolding.Fold(input.Text, scratch.Text, keepsOffsets);
        _texts.Find(_rules, scratch);
        return scratch;
    }
}
