using ChatTriage.Querying.Grammar;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Watches;

/// <summary>
/// Answers saved questions when their time has come: moves a watch on and puts its digest into the outbox in one transaction, compared and set, so that replicas may all
/// do it and a restart in between changes nothing. A watch's next time is always after its last, so a clock that is set back sends nothing twice; what was missed
/// while nobody ran is sent once, for the last time it was due. After a clock that was far ahead for a moment the regular times go on.
/// </summary>
public sealed partial class WatchClock(Database database, LiveSettings settings, TimeProvider clock, ILogger<WatchClock> logger) : BackgroundService
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
        DateTimeOffset now = clock.GetUtcNow().Stored();
        return await ForEachAsync("schedule <> 'Change' AND next_at <= @moment", now, watch => SendAsync(watch, now, cancellation), cancellation);
    }

    private async Task<int> SendAsync(Watch watch, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset slot = WatchTimes.LastUntil(now, watch.NextAt, watch.After);
        Watch after = watch with { NextAt = watch.After(slot), LastAt = slot };

        // A clock that was far behind for a moment makes what was answered due again.
        return slot == watch.LastAt ? await MoveAsync(watch, after, cancellation) : await OrderAsync(watch, after, new DigestOrder(slot), now, cancellation);
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
        await MendAsync(now, cancellation);
        long newest = await ReadNewestAsync(cancellation);
        return await ForEachAsync(
            "schedule = 'Change' AND next_at <= @moment",
            now,

            // A brand that is gone gets nothing new, and its watchers shall hear that.
            async watch => watch.BrandList().Any(brand => _newest.GetValueOrDefault(brand, _before) > watch.LastSeen || settings.Brands.Find(brand) is null)
                ? await LookAsync(watch, newest, now, cancellation) : 0,
            cancellation);
    }

    /// <summary>A clock that was far ahead for a moment must not silence a watch until that time comes. Nothing is sent for it.</summary>
    private async Task MendAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (WatchSchedule schedule in Enum.GetValues<WatchSchedule>())
        {
            await ForEachAsync(
                $"schedule = '{schedule}' AND next_at > @moment",
                now + WatchTimes.Furthest(schedule),
                async watch => watch.IsFarAhead(now) ? await MoveAsync(watch, watch with { NextAt = watch.After(now) }, cancellation) : 0,
                cancellation);
        }
    }

    private async Task<int> LookAsync(Watch watch, long newest, DateTimeOffset now, CancellationToken cancellation)
    {
        Question question = WatchedQuestion.Read(watch.Question, settings.Brands);
        (long fresh, long upTo) = question is Question.NotUnderstood
            ? (1, newest)
            : await database.ReadAsync(
                async connection =>
                {
                    var mentions = new NewMentions(question, watch.Person, now, watch.TimeZone());
                    long last = await mentions.LastReadAsync(connection, watch.LastSeen, newest);
                    return (last > watch.LastSeen ? await mentions.CountAsync(connection, watch.LastSeen, last) : 0, last);
                },
                cancellation);
        Watch seen = watch with { LastSeen = upTo };
        return fresh > 0 ? await OrderAsync(watch, seen with { NextAt = watch.After(now), LastAt = now }, new DigestOrder(now, fresh), now, cancellation)
            : upTo > watch.LastSeen ? await MoveAsync(watch, seen, cancellation)
            : 0;
    }

    /// <summary>Moves a watch on, and sends nothing.</summary>
    private async Task<int> MoveAsync(Watch watch, Watch after, CancellationToken cancellation)
    {
        await database.WriteAsync(session => WatchRows.TryAsync(session, watch, after), cancellation);
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

    /// <summary>Does something with each watch that is not paused. One that cannot be worked on must not keep all others from being answered.</summary>
    private async Task<int> ForEachAsync(string which, DateTimeOffset moment, Func<Watch, Task<int>> work, CancellationToken cancellation)
    {
        int ordered = 0;
        IEnumerable<long> ids = await database.ReadAsync(connection => connection.QueryAsync<long>($"SELECT id FROM watch WHERE paused = 0 AND {which} ORDER BY next_at", new { moment }), cancellation);
        foreach (long[] some in ids.Chunk(Batch))
        {
            foreach (Watch watch in await ReadAsync(which, moment, some, cancellation))
            {
                try
                {
                    ordered += await work(watch);
                }
                catch (Exception fault) when (IsItsOwn(fault))
                {
                    LogWatchFailed(fault, watch.Id);
                }
            }
        }

        return ordered;
    }

    /// <summary>Those that are still meant; one by one when they cannot be read together.</summary>
    private async Task<IReadOnlyList<Watch>> ReadAsync(string which, DateTimeOffset moment, long[] ids, CancellationToken cancellation)
    {
        try
        {
            return [.. await database.ReadAsync(
                connection => connection.QueryAsync<Watch>($"SELECT * FROM watch WHERE id IN @ids AND paused = 0 AND {which} ORDER BY next_at", new { ids, moment }), cancellation)];
        }
        catch (Exception fault) when (IsItsOwn(fault) && ids.Length == 1)
        {
            LogWatchFailed(fault, ids[0]);
            return [];
        }
        catch (Exception fault) when (IsItsOwn(fault))
        {
            var readable = new List<Watch>();
            foreach (long id in ids)
            {
                readable.AddRange(await ReadAsync(which, moment, [id], cancellation));
            }

            return readable;
        }
    }

    private static bool IsItsOwn(Exception fault) => fault is not (OperationCanceledException or DatabaseUnavailableException);

    [LoggerMessage(5201, LogLevel.Error, "Watch {Watch} cannot be answered; it is tried again")]
    private partial void LogWatchFailed(Exception fault, long watch);
}
