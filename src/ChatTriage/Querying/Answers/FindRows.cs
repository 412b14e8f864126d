using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Searching;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>
/// Finds the mentions of a filter that the roll-up does not know: by their words, language, author and link through the full-text index, by category and
/// person among those that somebody has handled. Tone, source, status and time are looked at row by row.
/// </summary>
internal static class FindRows
{
    private const string Handled =
        """
        SELECT m.id, m.observed_at, m.source, m.sentiment, m.state, m.category, m.decided_by, m.holder, m.answered_by
        FROM mention m INDEXED BY mention_handled
        WHERE (m.category IS NOT NULL OR m.decided_by IS NOT NULL OR m.holder IS NOT NULL OR m.answered_by IS NOT NULL) AND m.observed_at >= @p1 AND m.observed_at < @p2
          AND EXISTS (SELECT 1 FROM mention_brand b WHERE b.brand = @p0 AND b.observed_at = m.observed_at AND b.mention_id = m.id)
        ORDER BY m.observed_at DESC, m.id DESC LIMIT @p3
        """;

    /// <summary>Whether a filter needs this.</summary>
    public static bool AreNeeded(QuestionFilter filter) => FullTextQuery.IsNeeded(filter) || filter.Categories.Count > 0 || filter.ByMe;

    /// <summary>Finds and counts them.</summary>
    /// <param name="statements">Where to read.</param>
    /// <param name="brand">The brand's name.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="asker">Who <c>by:me</c> is.</param>
    /// <param name="most">How many candidates are looked at, the newest to arrive first.</param>
    /// <param name="counts">Where they are counted; says the window.</param>
    /// <param name="found">Gets those that fit, in no order; nothing where only counts are asked for.</param>
    /// <returns>Whether all candidates were looked at.</returns>
    public static bool Run(PreparedStatements statements, string brand, QuestionFilter filter, Address asker, long most, WindowCounts counts, List<FoundRow>? found)
    {
        (long from, long to) = (counts.Bars.Starts.Length == 0 ? counts.Bars.End : counts.Bars.Starts[0], counts.Bars.End);
        bool isHandling = filter.Categories.Count > 0 || filter.ByMe;
        HashSet<string> categories = [.. filter.Categories.Select(category => category.ToString())];
        string me = asker.ToString();
        long seen = 0;

        void Look(DbDataReader row)
        {
            long time = row.GetInt64(1);
            if (seen++ < most && (!isHandling || IsHandled(row, categories, filter.ByMe ? me : null))
                && counts.Add(time, row.GetString(2), row.GetString(3), row.GetString(4)) > 0)
            {
                found?.Add(new FoundRow(row.GetInt64(0), time));
            }
        }

        // One more than is looked at, to know whether there is one.
        long limit = most + 1;
        if (!FullTextQuery.IsNeeded(filter))
        {
            statements.Read(Handled, Look, brand, from, to, limit);
            return seen <= most;
        }

        (long First, long Last) ids = FullText.IdsOf(statements, from, to);
        FullTextQuery query = FullTextQuery.Of(brand, filter);
        bool mayBeTooMany = ids.Last - ids.First >= most && FullText.IsMoreThan(statements, query, ids, most);
        FullText.Find(statements, query, ids, (from, to), limit, newestFirst: mayBeTooMany, isHandling, Look);
        return seen <= most;
    }

    private static bool IsHandled(DbDataReader row, HashSet<string> categories, string? me) =>
        (categories.Count == 0 || (!row.IsDBNull(5) && categories.Contains(row.GetString(5))))
        && (me is null || Is(row, 6, me) || Is(row, 7, me) || Is(row, 8, me));

    private static bool Is(DbDataReader row, int column, string person) => !row.IsDBNull(column) && row.GetString(column) == person;
}
