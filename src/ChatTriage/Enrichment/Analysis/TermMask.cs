using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>
/// The words by which a workspace's brands are named. An engine reads none of them: "United" must not make a complaint sound kind.
/// Made once a set of brands; immutable.
/// </summary>
public sealed class TermMask
{
    private readonly FrozenDictionary<uint, ImmutableArray<uint[]>> _byFirstWord;

    private TermMask(Dictionary<uint, List<uint[]>> byFirstWord) =>
        _byFirstWord = byFirstWord.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.OrderByDescending(words => words.Length).ToImmutableArray());

    /// <summary>Masks nothing but what every text has masked: handles, links, numbers.</summary>
    public static TermMask None { get; } = new([]);

    /// <summary>Whether there is nothing to mask.</summary>
    public bool IsEmpty => _byFirstWord.Count == 0;

    /// <summary>
    /// Words, phrases, @handles and #tags, in any case. A phrase is masked as a whole and where it is written in one word; its single words
    /// are left alone, since "Best Buy" must not take "best" out of every post.
    /// </summary>
    public static TermMask Of(IEnumerable<string> terms)
    {
        var byFirstWord = new Dictionary<uint, List<uint[]>>();
        foreach (string term in terms)
        {
            uint[] words = TextScan.WordsOf(term, out uint joined);
            if (words.Length > 0)
            {
                Add(byFirstWord, words);
                Add(byFirstWord, [joined]);
            }
        }

        return byFirstWord.Count == 0 ? None : new TermMask(byFirstWord);
    }

    /// <summary>How many tokens from the first one on are a brand's name; 0 when none is.</summary>
    internal int Covers(ReadOnlySpan<TextToken> tokens)
    {
        if (!_byFirstWord.TryGetValue(tokens[0].StemHash, out ImmutableArray<uint[]> names))
        {
            return 0;
        }

        foreach (uint[] name in names)
        {
            if (name.Length <= tokens.Length && AreEqual(name, tokens))
            {
                return name.Length;
            }
        }

        return 0;
    }

    private static bool AreEqual(uint[] name, ReadOnlySpan<TextToken> tokens)
    {
        for (int i = 1; i < name.Length; i++)
        {
            if (tokens[i].StemHash != name[i] || tokens[i].Kind != tokens[0].Kind)
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(Dictionary<uint, List<uint[]>> byFirstWord, uint[] words)
    {
        if (!byFirstWord.TryGetValue(words[0], out List<uint[]>? names))
        {
            byFirstWord[words[0]] = names = [];
        }

        names.Add(words);
    }
}
