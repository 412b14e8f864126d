using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using ChatTriage.Enrichment;

namespace ChatTriage.Querying.Grammar;

/// <summary>The names that are watched, made ready to be found at the beginning of a text: the cost follows the question, not the number of brands.</summary>
public sealed class BrandNames
{
    private static readonly ConditionalWeakTable<BrandSnapshot, BrandNames> OfSnapshots = [];

    private readonly IReadOnlyList<string> _names;
    private readonly FrozenDictionary<string, string> _byName;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longest;

    private BrandNames(IReadOnlyList<string> names)
    {
        _names = names;
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            byName.TryAdd(QuestionText.Of(name).Text, name);
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = byName.Keys.Select(name => name.Length).DefaultIfEmpty().Max();
    }

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>The first one, for examples.</summary>
    public string? First => _names.Count > 0 ? _names[0] : null;

    /// <summary>Makes names ready, as the settings write them.</summary>
    public static BrandNames Of(IReadOnlyList<string> names) => new(names);

    /// <summary>The names of a moment's settings, made ready once.</summary>
    public static BrandNames Of(BrandSnapshot brands) => OfSnapshots.GetValue(brands, snapshot => new BrandNames([.. snapshot.Brands.Select(brand => brand.Name)]));

    /// <summary>The brand of exactly that name, without regard to case.</summary>
    internal string? Exact(ReadOnlySpan<char> name) => _lookup.TryGetValue(name, out string? found) ? found : null;

    /// <summary>Names that stand at a place of a text, each with where it ends, the longest first.</summary>
    internal List<(string Name, int End)> At(string text, int start)
    {
        var found = new List<(string, int)>();
        for (int end = Math.Min(text.Length, start + _longest); end > start; end--)
        {
            if ((end == text.Length || text[end] is ' ' or ',') && _lookup.TryGetValue(text.AsSpan(start, end - start), out string? name))
            {
                found.Add((name, end));
            }
        }

        return found;
    }

    /// <summary>The names nearest to what was written; one that begins with it is near.</summary>
    internal string[] Nearest(string asked, int most) =>
    [
        .. _names.OrderBy(name => asked.Length > 0 && name.StartsWith(asked, StringComparison.OrdinalIgnoreCase) ? 0 : Nearness.Distance(name, asked))
            .ThenBy(name => name, StringComparer.OrdinalIgnoreCase).Take(most),
    ];

    /// <summary>A longer name that begins like this one and is nearly what was written.</summary>
    internal string? Nearly(string brand, string written) => Nearness.Nearest(written, _names.Where(name => name.Length > brand.Length && name.StartsWith(brand, StringComparison.OrdinalIgnoreCase)));
}
