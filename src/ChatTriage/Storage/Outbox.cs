using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Routing;
using Dapper;

namespace ChatTriage.Storage;

/// <summary>
/// Puts into the outbox what must be shown, in the transaction that made it necessary. A row names a card, not its content, so that a
/// waiting row already covers the next change of the same card.
/// </summary>
public static class Outbox
{
    /// <summary>The lane of rows that are not due yet; the pump moves them to their own when their time has come.</summary>
    public const string LaterLane = "later";

    /// <summary>
    /// The lane of a row called <c>o</c>: what waits for the same budget, so that a long queue of new cards need not be searched for the one change that
    /// can go out. A kind of <see cref="Platforms.SendKind"/>, a space, the address.
    /// </summary>
    public const string OwnLane =
        """
        CASE WHEN o.kind IN ('notice','alert') OR (o.kind = 'digest' AND o.role = 'person') THEN 'Private'
             WHEN EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = o.mention_id AND c.address = o.address AND c.role = o.role) THEN 'Update'
             ELSE 'Post' END || ' ' || o.address
        """;

    /// <summary>
    /// A card of a mention that was just stored. Parameters: mention, address, role, priority, now, due. One that is due later waits in its own lane, so that it
    /// covers every change until then.
    /// </summary>
    public const string InsertNewCard =
        """
        INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at, lane)
        VALUES ('card', @p0, @p1, @p2, @p3, 'ready', @p5, @p4, 'Post ' || @p1)
        """;

    /// <summary>Parameters: mention, address, role, priority, due, now.</summary>
    private const string InsertCard =
        $"""
        INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at, lane)
        SELECT kind, mention_id, address, role, @p3, 'ready', @p4, @p5, CASE WHEN @p4 > @p5 THEN '{LaterLane}' ELSE {OwnLane} END
        FROM (SELECT 'card' AS kind, @p0 AS mention_id, @p1 AS address, @p2 AS role) AS o
        """;

    /// <summary>
    /// A board is drawn when it is sent, so that one in line covers all changes until then; after one that was refused or is in doubt some time passes, or each
    /// minute would leave a row. Parameters: subject, address, priority, now, a while ago.
    /// </summary>
    private const string InsertBoard =
        $"""
        INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at, lane)
        SELECT kind, mention_id, address, role, @p2, 'ready', @p3, @p3, {OwnLane}
        FROM (SELECT 'board' AS kind, @p0 AS mention_id, @p1 AS address, 'Board' AS role) AS o
        WHERE NOT EXISTS (SELECT 1 FROM outbox w WHERE w.mention_id = @p0 AND w.address = @p1 AND w.kind = 'board'
          AND (w.state = 'ready' OR (w.state IN ('dead','ambiguous') AND w.created_at > @p4)))
        """;

    /// <summary>Parameters: subject, person, priority, now.</summary>
    private const string InsertAlert =
        """
        INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at, lane)
        VALUES ('alert', @p0, @p1, 'Spike', @p2, 'ready', @p3, @p3, 'Private ' || @p1)
        """;

    /// <summary>Parameters: mention, person, notice, words, priority, now.</summary>
    private const string InsertNotice =
        """
        INSERT INTO outbox (kind, mention_id, address, role, body, priority, state, due_at, created_at, lane)
        VALUES ('notice', @p0, @p1, @p2, @p3, @p4, 'ready', @p5, @p5, 'Private ' || @p1)
        """;

    /// <summary>Parameters: mention, address, role, priority, due, now. A change makes a card that nobody has seen yet no more urgent than it was.</summary>
    private const string CoverCard =
        """
        UPDATE outbox SET priority = CASE WHEN priority < @p3 OR (@p3 = 1 AND lane LIKE 'Post %') THEN priority ELSE @p3 END
        WHERE mention_id = @p0 AND address = @p1 AND role = @p2 AND kind = 'card' AND state = 'ready'
          AND (due_at = @p4 OR (@p4 <= @p5 AND (due_at <= @p4 OR lane <> 'later')))
        """;

    private static readonly TimeSpan BoardAgainAfter = TimeSpan.FromMinutes(10);

    private const string Elsewhere =
        """
        SELECT address, role FROM posted_card WHERE mention_id = @p0
        UNION SELECT address, role FROM outbox WHERE mention_id = @p0 AND kind = 'card' AND attempts > 0
        """;

    /// <summary>Every card of a mention: where it must be, where it was posted before, and where it may be on its way.</summary>
    public static void EnqueueCards(DbSession session, Mention mention, IEnumerable<(Address Channel, CardRole Role)> places, DateTimeOffset now, OutboxPriority priority)
    {
        IReadOnlyList<(string Address, string Role)> posted = session.Query<(string, string)>(Elsewhere, mention.Id);
        foreach ((string address, string role) in places.Select(place => (place.Channel.ToString(), place.Role.ToString())).Union(posted))
        {
            EnqueueCard(session, mention.Id, address, role, now, now, priority);
        }
    }

    /// <summary>
    /// One card, now or later. A row that is due, or only waits for its budget, covers "now", because it will be drawn after this transaction; a second one
    /// would take from the budget to show nothing new. "Later" is covered only by a row for the same moment.
    /// </summary>
    public static void EnqueueCard(DbSession session, long mentionId, string address, string role, DateTimeOffset due, DateTimeOffset now, OutboxPriority priority)
    {
        if (session.Execute(CoverCard, mentionId, address, role, (int)priority, due, now) == 0)
        {
            session.Execute(InsertCard, mentionId, address, role, (int)priority, due, now);
        }

        session.WakesOutbox |= due <= now;
    }

    /// <summary>A private word to one person.</summary>
    public static void EnqueueNotice(DbSession session, long mentionId, Address person, string notice, string text, DateTimeOffset now)
    {
        session.Execute(InsertNotice, mentionId, person, notice, text, (int)OutboxPriority.Notice, now);
        session.WakesOutbox = true;
    }

    /// <summary>The live board of a spike, in one channel: posted first, changed in place afterwards.</summary>
    public static void EnqueueBoard(DbSession session, long spike, Address channel, DateTimeOffset now) =>
        session.WakesOutbox |= session.Execute(InsertBoard, OutboxSubject.OfSpike(spike), channel, (int)OutboxPriority.Edit, now, now - BoardAgainAfter) == 1;

    /// <summary>Tells one person that a spike began.</summary>
    public static void EnqueueAlert(DbSession session, long spike, Address person, DateTimeOffset now)
    {
        session.Execute(InsertAlert, OutboxSubject.OfSpike(spike), person, (int)OutboxPriority.Notice, now);
        session.WakesOutbox = true;
    }

    /// <summary>What waits, by state, and the age of the oldest row that is due.</summary>
    public static Task<OutboxDepth> DepthAsync(DbConnection connection, DateTimeOffset now) => connection.QuerySingleAsync<OutboxDepth>(
        """
        SELECT count(*) FILTER (WHERE state IN ('ready','taken') AND due_at <= @now) AS waiting, count(*) FILTER (WHERE state = 'ambiguous') AS ambiguous,
               count(*) FILTER (WHERE state = 'dead') AS dead, min(due_at) FILTER (WHERE state IN ('ready','taken') AND due_at <= @now) AS oldest_due
        FROM outbox
        """,
        new { now });
}
