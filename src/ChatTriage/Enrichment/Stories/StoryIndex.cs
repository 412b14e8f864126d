namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// First mentions of stories by what they say, in the memory of this process: it only proposes. What it remembers may have been rolled back, edited or decided
/// long ago, so each proposal is checked against its row, in the transaction that would use it.
/// </summary>
public sealed class StoryIndex
{
    private const int MaxProposals = 8;
    private readonly List<StoryCandidate> _found = [];
    private StoryGeneration _older = new();
    private StoryGeneration _younger = new();

    /// <summary>How many mentions it remembers; at most some ten thousand, the oldest go in bulk.</summary>
    public int Count => _older.Count + _younger.Count;

    /// <summary>Remembers a mention whose text was just read.</summary>
    public void Add(long id, StoryReader text)
    {
        if (_younger.IsFull)
        {
            (_older, _younger) = (_younger, new StoryGeneration());
        }

        _younger.Add(id, text.Keep());
    }

    /// <summary>
    /// What the text that was just read resembles: the most similar first, the oldest among equals. Of many equals the newest are kept: those of a post that comes back
    /// every day are past but for the last. Good until the next call.
    /// </summary>
    public IReadOnlyList<StoryCandidate> Find(StoryReader text)
    {
        _found.Clear();
        _younger.Find(text, _found);
        _older.Find(text, _found);
        _found.Sort(static (one, other) => other.Similarity.CompareTo(one.Similarity) is not 0 and var order ? order : other.Id.CompareTo(one.Id));
        int kept = 0;
        for (int i = 0; i < _found.Count && kept < MaxProposals; i++)
        {
            // An edited mention is in it twice.
            if (_found.FindIndex(0, kept, candidate => candidate.Id == _found[i].Id) < 0)
            {
                _found[kept++] = _found[i];
            }
        }

        _found.RemoveRange(kept, _found.Count - kept);
        _found.Sort(static (one, other) => other.Similarity.CompareTo(one.Similarity) is not 0 and var order ? order : one.Id.CompareTo(other.Id));
        return _found;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => (_older, _younger) = (new StoryGeneration(), new StoryGeneration());
}
