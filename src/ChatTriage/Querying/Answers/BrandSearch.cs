using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Searching;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>
/// One brand and one filter, looked for in any window. What the roll-up knows is counted there; the rest is found by words or by who handled it, and counted row by row.
/// </summary>
/// <param name="brand">The brand's name.</param>
/// <param name="filter">What narrows it down.</param>
/// <param name="asker">Who <c>by:me</c> is.</param>
internal sealed class BrandSearch(string brand, QuestionFilter filter, Address asker)
{
    private const int LongestNamed = 40;
    private readonly CountFilter _counted = CountFilter.Of(filter);
    private readonly bool _isFound = FindRows.AreNeeded(filter);

    /// <summary>The brand's name.</summary>
    public string Brand => brand;

    /// <summary>What a reader must know whatever is found.</summary>
    public IEnumerable<string> Notes(PreparedStatements statements)
    {
        foreach (string words in FullTextQuery.Unfindable(filter))
        {
            yield return $"'{CardText.Cut(CardText.OneLine(words), LongestNamed)}' has no letter or digit to look for and is left out.";
        }

        if (FullTextQuery.IsNeeded(filter) && !FullText.IsComplete(statements))
        {
            yield return "Older mentions are still being made ready for a search by words: there may be more.";
        }
    }

    /// <summary>Counts alone.</summary>
    public WindowCounts Count(PreparedStatements statements, TimeBars bars, out bool isComplete)
    {
        if (!_isFound)
        {
            isComplete = true;
            return CountWindow.Run(statements, brand, bars, _counted);
        }

        var counts = new WindowCounts(bars, _counted);
        isComplete = FindRows.Run(statements, brand, filter, asker, AnswerBrand.MostCandidates, counts, found: null);
        return counts;
    }

    /// <summary>Counts, a page, and what the newest ones speak of.</summary>
    public SearchResult Run(PreparedStatements statements, TimeBars bars, PageCursor? after, int pageSize, int sample)
    {
        PageCursor start = new(long.MaxValue, long.MaxValue);
        PageCursor cursor = after ?? start;
        if (!_isFound)
        {
            WindowCounts counted = CountWindow.Run(statements, brand, bars, _counted);
            IReadOnlyList<long> newest = filter.IsEmpty || sample == 0 ? [] : NewestRows.Ids(statements, brand, counted, start, sample);
            IReadOnlyList<Mention> page = after is null && newest.Count > 0
                ? NewestRows.Read(statements, newest.Take(pageSize))
                : NewestRows.Read(statements, brand, counted, cursor, pageSize);
            return new SearchResult(counted, page, newest.Count, NewestRows.Phrases(statements, newest), IsComplete: true);
        }

        var counts = new WindowCounts(bars, _counted);
        var found = new List<FoundRow>();
        bool isComplete = FindRows.Run(statements, brand, filter, asker, AnswerBrand.MostCandidates, counts, found);
        found.Sort();
        var from = new FoundRow(cursor.Id, cursor.ObservedAt);
        long[] sampled = [.. found.Take(sample).Select(row => row.Id)];
        return new SearchResult(
            counts, NewestRows.Read(statements, found.Where(row => row.CompareTo(from) > 0).Take(pageSize).Select(row => row.Id)), sampled.Length, NewestRows.Phrases(statements, sampled), isComplete);
    }

    /// <summary>Whether more would have to be looked through than so many to find everything that is meant.</summary>
    public bool IsMoreThan(PreparedStatements statements, TimeBars bars, long most) =>
        _isFound && !FindRows.Run(statements, brand, filter, asker, most, new WindowCounts(bars, _counted), found: null);

    /// <summary>Everything that is meant among so many candidates, newest first; nothing where it has to be read page by page.</summary>
    public IReadOnlyList<FoundRow>? All(PreparedStatements statements, TimeBars bars, long most)
    {
        if (!_isFound)
        {
            return null;
        }

        var found = new List<FoundRow>();
        FindRows.Run(statements, brand, filter, asker, most, new WindowCounts(bars, _counted), found);
        found.Sort();
        return found;
    }

    /// <summary>Whether tone, source and status of a mention fit.</summary>
    public bool Fits(Mention mention) => _counted.Fits(mention.Source) && _counted.Fits(mention.Sentiment, mention.State);
}
