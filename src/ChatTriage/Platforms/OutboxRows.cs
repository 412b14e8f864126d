using ChatTriage.Mentions;
using ChatTriage.Querying.Watches;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms;

/// <summary>Takes outbox rows and writes down what became of them.</summary>
public sealed class OutboxRows(Database database, TimeProvider clock)
{
    /// <summary>Most rows of a lane that are taken at once.</summary>
    public const int Batch = 64;

    private const int PromotedAtOnce = 500;
    private const string IsFirst =
        """
        NOT EXISTS (
          SELECT 1 FROM outbox e WHERE e.mention_id = o.mention_id AND e.address = o.address AND e.id <> o.id
            AND (e.state = 'taken' OR (e.state = 'ready' AND e.id < o.id AND (e.due_at <= @now OR e.attempts > 0))))
        """;

    /// <summary>Skips from lane to lane in the index, however many rows stand in each.</summary>
    private const string Lanes =
        """
        WITH RECURSIVE lanes (lane) AS (
          SELECT min(lane) FROM outbox WHERE state = 'ready' AND lane <> 'later'
          UNION ALL SELECT (SELECT min(lane) FROM outbox WHERE state = 'ready' AND lane <> 'later' AND lane > lanes.lane) FROM lanes WHERE lanes.lane IS NOT NULL)
        SELECT lane FROM lanes WHERE lane IS NOT NULL
        """;

    private static readonly string DueIn = $"SELECT id FROM outbox o WHERE state = 'ready' AND lane <> 'later' AND lane = @lane AND due_at <= @now AND {IsFirst} ORDER BY priority, id LIMIT @most";
    /// <summary>Some at a time: nobody who writes shall wait for thousands whose minute of <em>Undo</em> has ended.</summary>
    private static readonly string Promote =
        $"""
        UPDATE outbox AS o SET lane = {Outbox.OwnLane}
        WHERE id IN (SELECT id FROM outbox WHERE state = 'ready' AND lane = 'later' AND due_at <= @now ORDER BY due_at LIMIT {PromotedAtOnce})
        """;

    private static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(30);
    private readonly string _me = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>
    /// Takes what is due, of each lane the most urgent first, then the oldest, however often it had to wait. A row whose taker died becomes free after
    /// 30 seconds. Of rows for the same card only the first is taken; none while an earlier one, perhaps posted, waits to be looked for.
    /// </summary>
    /// <param name="notFor">Lanes that cannot take anything now: a channel's posts, its changes, a person.</param>
    /// <param name="most">How many of a lane are worth taking: what its budget lets through at once, because each of the others would be written twice for nothing.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<OutboxRow>> TakeAsync(
        IReadOnlyList<(Address Address, SendKind Kind)> notFor, Func<Address, SendKind, int> most, DateTimeOffset now, CancellationToken cancellation)
    {
        var closed = notFor.Select(lane => $"{lane.Kind} {lane.Address}").ToHashSet(StringComparer.Ordinal);

        // Looked for outside the write transaction: an idle pump starts none, and nobody who writes waits for a search.
        (List<long> due, bool moves) = await database.ReadAsync(
            async connection =>
            {
                var found = new List<long>();
                foreach (string lane in (await connection.QueryAsync<string>(Lanes)).Where(lane => !closed.Contains(lane)))
                {
                    found.AddRange(await connection.QueryAsync<long>(DueIn, new { lane, now, most = Most(lane, most) }));
                }

                return (found, await connection.ExecuteScalarAsync<long>(
                    """
                    SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'taken' AND taken_until <= @now)
                        OR EXISTS (SELECT 1 FROM outbox WHERE state = 'ready' AND lane = 'later' AND due_at <= @now)
                    """,
                    new { now }) == 1);
            },
            cancellation);
        if (due.Count == 0 && !moves)
        {
            return [];
        }

        return await database.WriteAsync(
            async session =>
            {
                if (moves)
                {
                    await session.Connection.ExecuteAsync("UPDATE outbox SET state = 'ready', taken_by = NULL, taken_until = NULL WHERE state = 'taken' AND taken_until <= @now", new { now });
                    await session.Connection.ExecuteAsync(Promote, new { now });
                    session.WakesOutbox = true;
                }

                // Counted from now: what it took to get here would be missing at the end, and a row that is free too early is sent twice.
                IEnumerable<OutboxRow> rows = await session.Connection.QueryAsync<OutboxRow>(
                    $"""
                    UPDATE outbox AS o SET state = 'taken', taken_by = @me, taken_until = @until, attempts = attempts + 1, doubts = doubts + 1
                    WHERE id IN @due AND state = 'ready' AND {IsFirst}
                    RETURNING *
                    """,
                    new { me = _me, now, until = (clock.GetUtcNow() + TakenFor).Stored(), due });
                return (IReadOnlyList<OutboxRow>)[.. rows.OrderBy(row => row.Priority).ThenBy(row => row.Id)];
            },
            cancellation);
    }

    private static int Most(string lane, Func<Address, SendKind, int> most)
    {
        int space = lane.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Enum.TryParse(lane.AsSpan(0, space), out SendKind kind) && Address.TryParse(lane[(space + 1)..], out Address address) ? Math.Clamp(most(address, kind), 1, Batch) : Batch;
    }

    /// <summary>What waits because its channel was closed is due now; what is drawn later on purpose keeps its time.</summary>
    public Task ResumeAsync(Address address, DateTimeOffset now, CancellationToken cancellation) => database.WriteAsync(
        session => session.Connection.ExecuteAsync(
            "UPDATE outbox SET due_at = @now WHERE state = 'ready' AND lane <> 'later' AND due_at > @now AND address = @address AND EXISTS (SELECT 1 FROM paused_channel p WHERE p.address = @address)", new { address, now }),
        cancellation);

    /// <summary>Writes down a batch of outcomes in one transaction. A row that somebody else has taken over meanwhile is left to them.</summary>
    public Task<int> FinishAsync(IReadOnlyList<FinishedRow> finished, DateTimeOffset now) => database.WriteAsync(async session =>
    {
        int written = 0;
        foreach (FinishedRow row in finished)
        {
            written += row.Result.Outcome switch
            {
                DeliveryOutcome.Delivered or DeliveryOutcome.Gone => await DoneAsync(session, row, now),
                DeliveryOutcome.Refused when row.Row.Kind == "digest" => await TurnedDownAsync(session, row),
                DeliveryOutcome.Refused => await SetAsync(session, row, "dead", now),
                DeliveryOutcome.Ambiguous when row.Row.Doubts > 3 => await SetAsync(session, row, "ambiguous", now),
                _ => await SetAsync(session, row, "ready", now),
            };
        }

        return written;
    });

    private async Task<int> DoneAsync(DbSession session, FinishedRow row, DateTimeOffset now)
    {
        int mine = await session.Connection.ExecuteAsync("DELETE FROM outbox WHERE id = @Id AND taken_by = @me", new { row.Row.Id, me = _me });
        if (mine == 1 && row.Shown is not null)
        {
            await session.Connection.ExecuteAsync(
                """
                INSERT INTO posted_card (mention_id, address, role, message_ref, shown, version, posted_at, updated_at)
                VALUES (@MentionId, @Address, @Role, @MessageRef, @Shown, @Version, @now, @now)
                ON CONFLICT (mention_id, address, role) DO UPDATE SET
                  message_ref = excluded.message_ref, shown = excluded.shown, version = excluded.version, updated_at = excluded.updated_at
                """,
                new { row.Row.MentionId, row.Row.Address, row.Row.Role, row.Result.MessageRef, row.Shown, row.Version, now });

            // What still waits for this card is a change of it from now on.
            await session.Connection.ExecuteAsync(
                $"UPDATE outbox AS o SET lane = {Outbox.OwnLane} WHERE mention_id = @MentionId AND address = @Address AND role = @Role AND state = 'ready' AND lane <> 'later'",
                new { row.Row.MentionId, row.Row.Address, row.Row.Role });

            // What once was refused or doubtful about this card is settled by seeing it there.
            await session.Connection.ExecuteAsync(
                "DELETE FROM outbox WHERE mention_id = @MentionId AND address = @Address AND role = @Role AND kind IN ('card','board') AND state IN ('ambiguous', 'dead')",
                new { row.Row.MentionId, row.Row.Address, row.Row.Role });
        }

        if (mine == 1 && row.Result is { Outcome: DeliveryOutcome.Delivered, MessageRef.Length: > 0 })
        {
            await session.Connection.ExecuteAsync("DELETE FROM paused_channel WHERE address = @Address", new { row.Row.Address });
            _ = row.Row.Kind == "digest" ? await WatchRows.DeliveredAsync(session, row.Row.MentionId) : 0;
        }

        return mine;
    }

    /// <summary>Its watch remembers it, and the next digest tries again.</summary>
    private async Task<int> TurnedDownAsync(DbSession session, FinishedRow row)
    {
        int mine = await session.Connection.ExecuteAsync("DELETE FROM outbox WHERE id = @Id AND taken_by = @me", new { row.Row.Id, me = _me });
        return mine == 1 ? await WatchRows.RefusedAsync(session, row.Row.MentionId, row.Result.Reason) : mine;
    }

    private async Task<int> SetAsync(DbSession session, FinishedRow row, string state, DateTimeOffset now)
    {
        DateTimeOffset due = row.DueAt ?? now + TimeSpan.FromSeconds(1);
        int mine = await session.Connection.ExecuteAsync(
            """
            UPDATE outbox SET state = @state, due_at = @due, taken_by = NULL, taken_until = NULL, error = @Reason, attempts = attempts - @untried, doubts = doubts - @sure
            WHERE id = @Id AND taken_by = @me
            """,
            new { row.Row.Id, me = _me, state, due, row.Result.Reason, untried = row.Tried ? 0 : 1, sure = row.Result.IsInDoubt ? 0 : 1 });
        if (mine == 1 && row.Result.Outcome == DeliveryOutcome.ChannelClosed)
        {
            await session.Connection.ExecuteAsync(
                """
                INSERT INTO paused_channel (address, reason, since, retry_at) VALUES (@Address, @reason, @now, @due)
                ON CONFLICT (address) DO UPDATE SET reason = excluded.reason, retry_at = excluded.retry_at
                """,
                new { row.Row.Address, reason = row.Result.Reason ?? "closed", now, due });
        }

        return mine;
    }
}
