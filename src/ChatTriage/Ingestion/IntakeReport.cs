using ChatTriage.Ingestion.Reading;

namespace ChatTriage.Ingestion;

/// <summary>What became of everything that was sent; each item is counted once.</summary>
public sealed class IntakeReport
{
    private const int MaxListed = 1000;
    private readonly List<RejectedItem> _rejected = [];

    /// <summary>Stored, and a brand matches.</summary>
    public long Accepted { get; private set; }

    /// <summary>Already stored before, by source and external id.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Of the duplicates, those that came with other words: the stored mention was changed.</summary>
    public long Edited { get; private set; }

    /// <summary>Stored and counted, but no brand matches.</summary>
    public long Unmatched { get; private set; }

    /// <summary>Not stored.</summary>
    public long RejectedCount { get; private set; }

    /// <summary>The first 1,000 that were not stored, with what is wrong.</summary>
    public IReadOnlyList<RejectedItem> Rejected => _rejected;

    /// <summary>Everything that was sent.</summary>
    public long Total => Accepted + Duplicates + Unmatched + RejectedCount;

    /// <summary>Counts an item that could not be read.</summary>
    public void Reject(ReadItem item) => Reject(new RejectedItem(item.Index, item.Field ?? "$", item.Error ?? "cannot be read"));

    /// <summary>Adds what became of a batch.</summary>
    public void Add(IReadOnlyList<IntakeResult> results)
    {
        foreach (IntakeResult result in results)
        {
            switch (result.Outcome)
            {
                case IntakeOutcome.Accepted:
                    Accepted++;
                    break;
                case IntakeOutcome.Unmatched:
                    Unmatched++;
                    break;
                case IntakeOutcome.Rejected:
                    Reject(new RejectedItem(result.Index, result.Field ?? "$", result.Error ?? "refused"));
                    break;
                default:
                    Duplicates++;
                    Edited += result.Outcome == IntakeOutcome.Edited ? 1 : 0;
                    break;
            }
        }
    }

    private void Reject(RejectedItem item)
    {
        RejectedCount++;
        if (_rejected.Count < MaxListed)
        {
            _rejected.Add(item);
        }
    }
}
