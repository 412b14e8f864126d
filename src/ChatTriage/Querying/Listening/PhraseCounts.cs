namespace ChatTriage.Querying.Listening;

/// <summary>
/// How many mentions name each phrase, whatever the case; a phrase is shown as it is mostly written. People think of new phrases for ever, so of very many
/// the rarest are dropped.
/// </summary>
/// <param name="most">How many are kept at least.</param>
internal sealed class PhraseCounts(int most = PhraseCounts.Most)
{
    /// <summary>Some ten megabytes. All that a month of busy hours keeps is fewer than twice as many, and then none is dropped.</summary>
    public const int Most = 50_000;

    private readonly Dictionary<string, Count> _counts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is any.</summary>
    public bool Any => _counts.Count > 0;

    /// <summary>Whether rare ones were left out, so that a count is at least what it says.</summary>
    public bool IsCut { get; set; }

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<(string Phrase, long Count)> All => _counts.Values.Select(count => (count.Spelling, count.N));

    /// <summary>The heaviest ones, most first, without those that only name the brand.</summary>
    public IReadOnlyList<(string Phrase, long Count)> Top(int most, IEnumerable<string> without)
    {
        HashSet<string> names = NamesOf(without);
        return [.. All.Where(phrase => !names.Contains(phrase.Phrase)).OrderByDescending(phrase => phrase.Count).ThenBy(phrase => phrase.Phrase, StringComparer.OrdinalIgnoreCase).Take(most)];
    }

    /// <summary>Names as they may stand among phrases.</summary>
    public static HashSet<string> NamesOf(IEnumerable<string> terms) => terms.Select(term => term.TrimStart('@', '#', '$')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many name a phrase.</summary>
    public long Of(string phrase) => _counts.TryGetValue(phrase, out Count? count) ? count.N : 0;

    /// <summary>Adds a mention's phrases, one a line; one that stands there twice counts once.</summary>
    public void Add(string? phrases)
    {
        if (string.IsNullOrEmpty(phrases))
        {
            return;
        }

        foreach (string phrase in phrases.Split('\n').Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Add(phrase.AsSpan().Trim(), 1);
        }
    }

    /// <summary>Adds to a phrase.</summary>
    public void Add(ReadOnlySpan<char> phrase, long n)
    {
        if (phrase.IsEmpty)
        {
            return;
        }

        Dictionary<string, Count>.AlternateLookup<ReadOnlySpan<char>> counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (counts.TryGetValue(phrase, out Count? known))
        {
            known.Add(phrase, n);
        }
        else
        {
            string spelling = phrase.ToString();
            _counts[spelling] = new Count { N = n, Spelling = spelling, Lead = n };
            if (_counts.Count > 2 * most)
            {
                DropRarest();
            }
        }
    }

    /// <summary>Of those that are as rare the newest stay: otherwise a new word could never rise.</summary>
    private void DropRarest()
    {
        Count[] kept = [.. _counts.Values.Reverse().OrderByDescending(count => count.N).Take(most)];
        _counts.Clear();
        for (int i = kept.Length - 1; i >= 0; i--)
        {
            _counts[kept[i].Spelling] = kept[i];
        }

        IsCut = true;
    }

    private sealed class Count
    {
        public long N { get; set; }

        public required string Spelling { get; set; }

        /// <summary>By how much the spelling is ahead of all others together, as far as one pass can tell.</summary>
        public long Lead { get; set; }

        public void Add(ReadOnlySpan<char> spelling, long n)
        {
            N += n;
            if (spelling.SequenceEqual(Spelling))
            {
                Lead += n;
            }
            else if ((Lead -= n) < 0)
            {
                (Spelling, Lead) = (spelling.ToString(), -Lead);
            }
        }
    }
}
