using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Searching;

/// <summary>
/// The full-text index of mentions that concern a brand, written in the transaction of the mention. Everything that is special to the engine's index (FTS5 of SQLite) stands
/// here. Another engine has to offer: words that were cut already, with nothing folded or stemmed besides; phrases; AND, OR and NOT of them; a range of ids; newest id
/// first (in PostgreSQL a <c>tsvector</c> made word by word, <c>&lt;-&gt;</c> for phrases, and a GIN index beside the id).
/// </summary>
public static class FullText
{
    private const string Delete = "DELETE FROM mention_text WHERE rowid = @p0";
    private const string Insert = "INSERT INTO mention_text (rowid, words) VALUES (@p0, @p1)";

    private const string Widen =
        """
        INSERT INTO mention_hour (hour, first, last) VALUES (@p0, @p1, @p1)
        ON CONFLICT (hour) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last) WHERE excluded.first < first OR excluded.last > last
        """;

    private const string Ids = "SELECT coalesce(min(first), 1), coalesce(max(last), 0) FROM mention_hour WHERE hour >= @p0 AND hour < @p1";

    private const string Facts =
        """
        SELECT m.id, m.observed_at, m.source, m.sentiment, m.state
        FROM mention_text t CROSS JOIN mention m INDEXED BY mention_facts ON m.id = t.rowid AND m.state <> 'Unmatched'
        """;

    private const string HandledFacts =
        """
        SELECT m.id, m.observed_at, m.source, m.sentiment, m.state, m.category, m.decided_by, m.holder, m.answered_by
        FROM mention_text t CROSS JOIN mention m ON m.id = t.rowid
        """;

    private const string Found = " WHERE t.mention_text MATCH @p0 AND t.rowid >= @p1 AND t.rowid <= @p2 AND m.observed_at >= @p3 AND m.observed_at < @p4 ORDER BY t.rowid";
    private const string Count = "SELECT count(*) FROM (SELECT rowid FROM mention_text WHERE mention_text MATCH @p0 AND rowid >= @p1 AND rowid <= @p2 LIMIT @p3)";
    private const string Upwards = " LIMIT @p5", Downwards = " DESC LIMIT @p5";

    /// <summary>Takes a new mention in; one that concerns no brand is not looked for.</summary>
    public static void Add(DbSession session, long id, Mention mention)
    {
        if (mention.Brands.Length > 0)
        {
            session.Execute(Insert, id, Words(mention));
            session.Execute(Widen, HourOf(mention.ObservedAt.ToMicroseconds()), id);
        }
    }

    /// <summary>Keeps the index in step with a change.</summary>
    public static void Follow(DbSession session, Mention before, Mention after)
    {
        if (before.Text == after.Text && before.Brands == after.Brands && before.Language == after.Language && before.AuthorHandle == after.AuthorHandle)
        {
            return;
        }

        Replace(session, after);
    }

    /// <summary>Takes a stored mention in, whether or not it is there already.</summary>
    public static void Replace(DbSession session, Mention mention)
    {
        session.Execute(Delete, mention.Id);
        Add(session, mention.Id, mention);
    }

    /// <summary>Everything a mention is found by, as it stands in the index.</summary>
    public static string Words(Mention mention) => $"{Facets.Of(mention)} {FullTextTerms.Of(mention.Text)}";

    /// <summary>The ids among which all mentions of a stretch of time are, besides some others.</summary>
    public static (long First, long Last) IdsOf(PreparedStatements statements, long from, long to)
    {
        (long First, long Last) ids = (1, 0);
        statements.Read(Ids, row => ids = (row.GetInt64(0), row.GetInt64(1)), HourOf(from), to);
        return ids;
    }

    /// <summary>
    /// Reads what is found among those ids and in the time: one late post is enough to make the ids of an hour reach far into what came in since. Upwards the index leaps from one rare word to the next over the many mentions of a brand; downwards it walks through all of them,
    /// which takes many times as long and is only for when not all are wanted.
    /// </summary>
    /// <param name="statements">Where to read.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="ids">The lowest and the highest id.</param>
    /// <param name="time">From when until before when, in microseconds.</param>
    /// <param name="most">How many to read at most.</param>
    /// <param name="newestFirst">Whether the highest id comes first.</param>
    /// <param name="withHandling">Whether category, decider, holder and answerer are read besides.</param>
    /// <param name="row">What is done with id, time, source, tone and state of each.</param>
    public static void Find(PreparedStatements statements, FullTextQuery query, (long First, long Last) ids, (long From, long To) time, long most, bool newestFirst, bool withHandling, Action<DbDataReader> row) =>
        statements.Read(
            (withHandling, newestFirst) switch
            {
                (true, true) => HandledFacts + Found + Downwards,
                (true, false) => HandledFacts + Found + Upwards,
                (false, true) => Facts + Found + Downwards,
                (false, false) => Facts + Found + Upwards,
            },
            row, Match(query), ids.First, ids.Last, time.From, time.To, most);

    /// <summary>Whether more than so many are found among those ids; the mentions themselves are not looked at.</summary>
    public static bool IsMoreThan(PreparedStatements statements, FullTextQuery query, (long First, long Last) ids, long most) =>
        statements.Query<long>(Count, Match(query), ids.First, ids.Last, most + 1) is [var found] && found > most;

    /// <summary>Whether everything that was stored before there was an index is in it.</summary>
    public static bool IsComplete(PreparedStatements statements) => statements.Query<long>("SELECT upto FROM mention_text_backlog") is [0];

    /// <summary>In the index's own language; whatever was typed stands in quotes, as words that hold no quote.</summary>
    private static string Match(FullTextQuery query)
    {
        string all = string.Join(" AND ", query.All.Select(group => $"({string.Join(" OR ", group.Select(Quoted))})"));
        return query.None.Count == 0 ? all : $"({all}) NOT ({string.Join(" OR ", query.None.Select(Quoted))})";
    }

    private static string Quoted(string words) => $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static long HourOf(long time) => HourCounts.HourOf(time);
}
