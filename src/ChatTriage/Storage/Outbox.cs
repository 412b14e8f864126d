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
    /// <summary>Parameters: mention, address, role, priority, due, now.</summary>
    public const string InsertCard =
        """
        INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at)
        VALUES ('card', @p0, @p1, @p2, @p3, 'ready', @p4, @p5)
        """;

    /// <summary>Every card of a mention: where it must be, where it was posted before, and where it may be on its way.</summary>
    public static async Task EnqueueCardsAsync(
        DbSession session, Mention mention, IEnumerable<(Address Channel, CardRole Role)> places, DateTimeOffset now, OutboxPriority priority)
    {
        IEnumerable<(string Address, string Role)> posted = await session.Connection.QueryAsync<(string, string)>(
            """
            SELECT address, role FROM posted_card WHERE mention_id = @Id
            UNION SELECT address, role FROM outbox WHERE mention_id = @Id AND kind = 'card' AND attempts > 0
            """,
            new { mention.Id });
        var all = places.Select(place => (place.Channel.ToString(), place.Role.ToString())).Union(posted.Select(card => (card.Address, card.Role)));
        foreach ((string address, string role) in all)
        {
            await EnqueueCardAsync(session, mention.Id, address, role, now, now, priority);
        }
    }

    /// <summary>
    /// One card, now or later. A row that is due already covers "now", because it will be drawn after this transaction; "later" is covered only
    /// by a row for the same moment.
    /// </summary>
    public static async Task EnqueueCardAsync(
        DbSession session, long mentionId, string address, string role, DateTimeOffset due, DateTimeOffset now, OutboxPriority priority)
    {
        int covered = await session.Connection.ExecuteAsync(
            """
            UPDATE outbox SET priority = CASE WHEN priority < @priority THEN priority ELSE @priority END
            WHERE mention_id = @mentionId AND address = @address AND role = @role AND kind = 'card' AND state = 'ready'
              AND (due_at = @due OR (due_at <= @due AND @due <= @now))
            """,
            new { mentionId, address, role, due, now, priority = (int)priority });
        if (covered == 0)
        {
            await session.Connection.ExecuteAsync(InsertCard, new { p0 = mentionId, p1 = address, p2 = role, p3 = (int)priority, p4 = due, p5 = now });
        }

        session.WakesOutbox |= due <= now;
    }

    /// <summary>A private word to one person.</summary>
    public static async Task EnqueueNoticeAsync(DbSession session, long mentionId, Address person, string notice, string text, DateTimeOffset now)
    {
        await session.Connection.ExecuteAsync(
            """
            INSERT INTO outbox (kind, mention_id, address, role, body, priority, state, due_at, created_at)
            VALUES ('notice', @mentionId, @person, @notice, @text, @priority, 'ready', @now, @now)
            """,
            new { mentionId, person, notice, text, priority = (int)OutboxPriority.Notice, now });
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
