namespace ChatTriage.Querying.Listening;

/// <summary>How many mentions name each phrase, whatever the case; a phrase is shown as it is mostly written.</summary>
internal sealed class PhraseCounts
{
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
        }
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
