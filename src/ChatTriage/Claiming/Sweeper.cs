using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage;
using Dapper;

namespace ChatTriage.Claiming;

/// <summary>
/// Does what the clock demands: ends leases, asks holders, lets backups decide, wakes snoozed items. It looks at the rows, never at expiring
/// keys, so that nothing depends on Redis or on this process having been awake; each step is compared and set, so replicas may all sweep.
/// </summary>
public sealed partial class Sweeper(
    Database database, MentionChanges changes, ResponderLock responderLock, LiveSettings settings, TimeProvider clock, ILogger<Sweeper> logger)
    : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>One pass over everything that is due; how many rows changed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        int lapsed = await ForDueAsync("lease_until", LapseAsync, cancellation);
        int reminded = await ForDueAsync("remind_at", RemindAsync, cancellation);
        int escalated = await ForDueAsync("escalate_at", EscalateAsync, cancellation);
        int woken = await ForDueAsync("snoozed_until", WakeAsync, cancellation);
        return lapsed + reminded + escalated + woken;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, clock, SweepAsync, logger, stoppingToken);

    private async Task<int> ForDueAsync(string column, Func<DbSession, Mention, DateTimeOffset, Task<Mention?>> step, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        IEnumerable<long> due = await database.ReadAsync(
            connection => connection.QueryAsync<long>($"SELECT id FROM mention WHERE {column} <= @now ORDER BY {column} LIMIT {Batch}", new { now }), cancellation);
        int changed = 0;
        foreach (long id in due)
        {
            try
            {
                changed += await SweepAsync(id, step, now, cancellation) ? 1 : 0;
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or DatabaseUnavailableException))
            {
                // One row that cannot be worked on must not keep the leases of all others from ending.
                LogRowFailed(fault, id);
            }
        }

        return changed;
    }

    private async Task<bool> SweepAsync(long id, Func<DbSession, Mention, DateTimeOffset, Task<Mention?>> step, DateTimeOffset now, CancellationToken cancellation)
    {
        Mention? after = await database.WriteAsync(
            async session => await session.Connection.FindMentionAsync(id) is { } mention ? await step(session, mention, now) : null, cancellation);
        if (after is { State: MentionState.Routed })
        {
            await responderLock.FreeAsync(after.Id, after.Fence, cancellation);
        }

        return after is not null;
    }

    private async Task<Mention?> LapseAsync(DbSession session, Mention mention, DateTimeOffset now)
    {
        if (mention.State != MentionState.Claimed || mention.LeaseUntil > now || mention.Holder is not { } holder)
        {
            return null;
        }

        Mention after = mention.WithoutHolder() with { State = MentionState.Routed };
        if (!await changes.TryAsync(session, mention, after, new LedgerLine(now, Address.System, LedgerVerbs.Lapsed, holder.ToString())))
        {
            return null;
        }

        Outbox.EnqueueNotice(session, mention.Id, holder, Notice.Told, $"Your time for this item ended at {Clock(mention, mention.LeaseUntil!.Value)}, so it is free again.", now);
        return after;
    }

    private async Task<Mention?> RemindAsync(DbSession session, Mention mention, DateTimeOffset now)
    {
        int set = await session.Connection.ExecuteAsync(
            "UPDATE mention SET remind_at = NULL WHERE id = @Id AND version = @Version AND remind_at <= @now", new { mention.Id, mention.Version, now });
        if (set == 0 || mention is not { Holder: { } holder, LeaseUntil: { } until } || until <= now)
        {
            return null;
        }

        MentionChanges.AppendLine(session, mention.State, mention, new LedgerLine(now, Address.System, LedgerVerbs.Reminded, holder.ToString()));
        Outbox.EnqueueNotice(session, mention.Id, holder, Notice.StillOnIt, $"Still on it? It is yours until {Clock(mention, until)}.", now);
        return mention;
    }

    private async Task<Mention?> EscalateAsync(DbSession session, Mention mention, DateTimeOffset now)
    {
        if (mention.State != MentionState.AwaitingTriage || mention.EscalateAt is null || mention.EscalateAt > now)
        {
            return null;
        }

        var line = new LedgerLine(now, Address.System, LedgerVerbs.Escalated, string.Join(", ", settings.Brands.Of(mention).Backups));
        return await changes.TryAsync(session, mention, mention with { EscalateAt = null }, line) ? mention : null;
    }

    private async Task<Mention?> WakeAsync(DbSession session, Mention mention, DateTimeOffset now)
    {
        if (mention.SnoozedUntil is null || mention.SnoozedUntil > now)
        {
            return null;
        }

        Mention after = mention with { SnoozedUntil = null, AwaitingSince = now, EscalateAt = BackToTriage.EscalateAt(settings.Brands.Of(mention), settings.Options.Triage, now) };
        return await changes.TryAsync(session, mention, after, new LedgerLine(now, Address.System, LedgerVerbs.Woken)) ? after : null;
    }

    private string Clock(Mention mention, DateTimeOffset time) => Cards.CardText.Clock(time, zone: null, settings.Brands.Of(mention).TimeZone);

    [LoggerMessage(3102, LogLevel.Error, "The sweep could not work on mention {MentionId}; it is tried again")]
    private partial void LogRowFailed(Exception fault, long mentionId);
}
