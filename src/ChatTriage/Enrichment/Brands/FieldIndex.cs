using System.Collections.Frozen;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Finds the author:, lang: and source: atoms of a post by value, whatever the number of rules. Immutable.</summary>
internal sealed class FieldIndex(IReadOnlyList<RuleAtom> atoms)
{
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _authors = Index(atoms, TermKind.Author);
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _languages = Index(atoms, TermKind.Language);
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _sources = Index(atoms, TermKind.Source);

    /// <summary>Marks the atoms that hit.</summary>
    public void Find(in MatchInput input, CompiledRules rules, MatchScratch scratch)
    {
        Find(_authors, input.AuthorHandle.AsSpan().Trim().TrimStart('@'), rules, scratch);
        Find(_sources, input.Source, rules, scratch);

        // en-GB-oxendict is also en-GB and en.
        for (var language = input.Language.AsSpan(); language.Length > 0; language = language[..Math.Max(0, language.LastIndexOf('-'))])
        {
            Find(_languages, language, rules, scratch);
        }
    }

    private static void Find(
        FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> index, ReadOnlySpan<char> value, CompiledRules rules, MatchScratch scratch)
    {
        if (index.Dictionary.Count > 0 && index.TryGetValue(value, out var atom))
        {
            scratch.Hit(atom, rules.WaitingFor(atom));
        }
    }

    private static FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Index(IReadOnlyList<RuleAtom> atoms, TermKind kind) =>
        atoms.Index().Where(pair => pair.Item.Kind == kind)
            .ToFrozenDictionary(pair => pair.Item.Text, pair => pair.Index, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
