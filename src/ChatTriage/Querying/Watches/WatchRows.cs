using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Watches;

/// <summary>The rows of table <c>watch</c>, and what delivering their digests does to them.</summary>
public static class WatchRows
{
    /// <summary>After so many refusals in a row nothing is sent any more.</summary>
    public const int MostRefusals = 3;

    private const int MaxReason = 200;

    /// <summary>The watch of that number.</summary>
    public static Task<Watch?> FindWatchAsync(this DbConnection connection, long id) => connection.QuerySingleOrDefaultAsync<Watch?>("SELECT * FROM watch WHERE id = @id", new { id });

    /// <summary>A person's watches, oldest first.</summary>
    public static async Task<IReadOnlyList<Watch>> WatchesOfAsync(this DbConnection connection, Address person) =>
        (await connection.QueryAsync<Watch>("SELECT * FROM watch WHERE person = @person ORDER BY id", new { person })).AsList();

    /// <summary>Writes a changed watch if nobody else has changed it since.</summary>
    public static async Task<bool> TryAsync(DbSession session, Watch before, Watch after) => await session.Connection.ExecuteAsync(
        """
        UPDATE watch SET next_at = @NextAt, last_at = @LastAt, last_seen = @LastSeen, paused = @Paused, paused_why = @PausedWhy, refused = @Refused, version = version + 1
        WHERE id = @Id AND version = @Version
        """,
        new { after.NextAt, after.LastAt, after.LastSeen, after.Paused, after.PausedWhy, after.Refused, before.Id, before.Version }) == 1;

    /// <summary>
    /// Puts a digest into the outbox, in the transaction that moved its watch on. An earlier one that certainly nobody has seen gives way to it: after a
    /// week in which a channel was closed one digest comes, not seven.
    /// </summary>
    public static async Task EnqueueAsync(DbSession session, Watch watch, DigestOrder order, DateTimeOffset now)
    {
        long subject = OutboxSubject.OfWatch(watch.Id);
        IEnumerable<string> unsent = await session.Connection.QueryAsync<string>("DELETE FROM outbox WHERE mention_id = @subject AND kind = 'digest' AND state = 'ready' AND doubts = 0 RETURNING body", new { subject });

        // What nobody was told is still new.
        order = order.New is { } fresh ? order with { New = fresh + unsent.Sum(body => DigestOrder.Read(body).New ?? 0) } : order;
        var row = new
        {
            subject,
            watch.To,
            role = watch.Place is null ? "person" : "channel",
            body = order.ToString(),
            priority = (int)(watch.Place is null ? OutboxPriority.Notice : OutboxPriority.QuietCard),
            now,
            lane = $"{(watch.Place is null ? "Private" : "Post")} {watch.To}",
        };
        await session.Connection.ExecuteAsync(
            """
            INSERT INTO outbox (kind, mention_id, address, role, body, priority, state, due_at, created_at, lane)
            VALUES ('digest', @subject, @To, @role, @body, @priority, 'ready', @now, @now, @lane)
            """,
            row);
        session.WakesOutbox = true;
    }

    /// <summary>A digest arrived: earlier refusals are forgotten.</summary>
    public static Task<int> DeliveredAsync(DbSession session, long subject) =>
        session.Connection.ExecuteAsync("UPDATE watch SET refused = 0, version = version + 1 WHERE id = @id AND refused > 0", new { id = OutboxSubject.IdOf(subject) });

    /// <summary>The platform will never take a digest: whoever blocked the bot, or left, is not tried for ever.</summary>
    public static Task<int> RefusedAsync(DbSession session, long subject, string? reason) => session.Connection.ExecuteAsync(
        """
        UPDATE watch SET refused = refused + 1, paused = CASE WHEN refused + 1 >= @MostRefusals THEN 1 ELSE paused END,
          paused_why = CASE WHEN refused + 1 >= @MostRefusals THEN @why ELSE paused_why END, version = version + 1
        WHERE id = @id
        """,
        new { id = OutboxSubject.IdOf(subject), MostRefusals, why = Cards.CardText.Cut($"it could not be delivered: {reason ?? "refused"}", MaxReason) });
}
