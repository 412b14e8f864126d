using ChatTriage.Querying.Grammar;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Watches;

/// <summary>
/// Answers saved questions when their time has come: moves a watch on and puts its digest into the outbox in one transaction, compared and set, so that replicas may all
/// do it and a restart in between changes nothing. A watch's next time is always after its last, so a clock that is set back sends nothing twice; what was missed
/// while nobody ran is sent once, for the last time it was due.
/// </summary>
public sealed class WatchClock(Database database, LiveSettings settings, TimeProvider clock, ILogger<WatchClock> logger) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>The newest mention of each brand that came in while this process ran, and what there was before.</summary>
    private readonly Dictionary<string, long> _newest = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _one = new(1);
    private long? _read;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private long _before;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>One pass over everything that is due; how many digests it ordered.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await SendDueAsync(cancellation) + await LookForChangesAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, clock, RunAsync, logger, stoppingToken);

    private async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        int ordered = 0;
        while (true)
        {
            DateTimeOffset now = clock.GetUtcNow().Stored();
            Watch[] due = await ReadAsync("SELECT * FROM watch WHERE paused = 0 AND next_at <= @now AND schedule <> 'Change' ORDER BY next_at LIMIT @Batch", new { now, Batch }, cancellation);
            foreach (Watch watch in due)
            {
                DateTimeOffset slot = WatchTimes.LastUntil(now, watch.NextAt, watch.After);
                Watch after = watch with { NextAt = watch.After(slot), LastAt = slot };
                ordered += await OrderAsync(watch, after, new DigestOrder(slot), now, cancellation);
            }

            if (due.Length < Batch)
            {
                return ordered;
            }
        }
    }

    /// <summary>
    /// Once a minute. Only watches whose brands got something new are looked at closer; what came in before this process began is looked at once.
    /// </summary>
    private async Task<int> LookForChangesAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        if ((now - _lookedAt).Duration() < BetweenLooks)
        {
            return 0;
        }

        _lookedAt = now;
        long newest = await ReadNewestAsync(cancellation);
        int ordered = 0;
        foreach (Watch watch in await ReadAsync("SELECT * FROM watch WHERE paused = 0 AND next_at <= @now AND schedule = 'Change' ORDER BY next_at", new { now }, cancellation))
        {
            // A brand that is gone gets nothing new, and its watchers shall hear that.
            if (watch.BrandList().Any(brand => _newest.GetValueOrDefault(brand, _before) > watch.LastSeen || settings.Brands.Find(brand) is null))
            {
                ordered += await LookAsync(watch, newest, now, cancellation);
            }
        }

        return ordered;
    }

    private async Task<int> LookAsync(Watch watch, long newest, DateTimeOffset now, CancellationToken cancellation)
    {
        Question question = WatchedQuestion.Read(watch.Question, settings.Brands);
        long fresh = question is Question.NotUnderstood
            ? 1
            : await database.ReadAsync(connection => new NewMentions(question, watch.Person, now).CountAsync(connection, watch.LastSeen, newest), cancellation);
        Watch seen = watch with { LastSeen = newest };
        if (fresh > 0)
        {
            return await OrderAsync(watch, seen with { NextAt = watch.After(now), LastAt = now }, new DigestOrder(now, fresh), now, cancellation);
        }

        await database.WriteAsync(session => WatchRows.TryAsync(session, watch, seen), cancellation);
        return 0;
    }

    /// <summary>A question that is no longer understood, because its brand is gone, is answered once more with that, and paused.</summary>
    private async Task<int> OrderAsync(Watch watch, Watch after, DigestOrder order, DateTimeOffset now, CancellationToken cancellation)
    {
        if (WatchedQuestion.Read(watch.Question, settings.Brands) is Question.NotUnderstood wrong)
        {
            (after, order) = (after with { Paused = true, PausedWhy = wrong.Problem }, order with { Ends = true });
        }

        bool moved = await database.WriteAsync(
            async session =>
            {
                if (!await WatchRows.TryAsync(session, watch, after))
                {
                    return false;
                }

                await WatchRows.EnqueueAsync(session, watch, order, now);
                return true;
            },
            cancellation);
        return moved ? 1 : 0;
    }

    private async Task<long> ReadNewestAsync(CancellationToken cancellation)
    {
        long newest = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT coalesce(max(id), 0) FROM mention"), cancellation);
        if (_read is not { } read)
        {
            _before = newest;
        }
        else if (newest > read)
        {
            IEnumerable<(string Brands, long Newest)> found = await database.ReadAsync(
                connection => connection.QueryAsync<(string, long)>("SELECT brands, max(id) FROM mention WHERE id > @read AND id <= @newest AND brands <> '' GROUP BY brands", new { read, newest }), cancellation);
            foreach ((string brands, long id) in found)
            {
                foreach (string brand in brands.Split('\n'))
                {
                    _newest[brand] = Math.Max(id, _newest.GetValueOrDefault(brand));
                }
            }
        }

        _read = newest;
        return newest;
    }

    private Task<Watch[]> ReadAsync(string sql, object values, CancellationToken cancellation) =>
        database.ReadAsync(async connection => (await connection.QueryAsync<Watch>(sql, values)).ToArray(), cancellation);
}
