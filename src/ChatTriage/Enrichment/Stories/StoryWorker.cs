using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Moves the similar mentions after their first one, some at a time: when a decision is applied to them, taken back, or the first one goes to another brand or says something else. What is
/// to be done stands in rows, and each step is compared and set, so that any process may do it, go on after a crash, or find it done.
/// </summary>
public sealed partial class StoryWorker(Database database, MentionChanges changes, StoryIntake intake, LiveSettings settings, TimeProvider clock, ILogger<StoryWorker> logger) : BackgroundService
{
    private const int Chunk = 50;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private DateTimeOffset _tidyAt;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>Remembers what was stored before, so that the first mentions after a start meet it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(
                session =>
                {
                    intake.CatchUp(session);
                    return Task.FromResult(0);
                },
                cancellationToken);
        }
        catch (DatabaseUnavailableException fault)
        {
            LogPostponed(fault);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>A click that may leave something to do: it is begun at once.</summary>
    public async Task<ClickOutcome> AfterAsync(Task<ClickOutcome> click)
    {
        ClickOutcome outcome = await click;
        if (outcome.Changed && _wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just done it.
            }
        }

        return outcome;
    }

    /// <summary>Does everything there is to do; how many mentions moved.</summary>
    public async Task<int> WorkAsync(CancellationToken cancellation = default)
    {
        ((long Id, string Work)[] decisions, (long Id, long Version)[] moving) = await database.ReadAsync(
            async connection => (
                (await connection.QueryAsync<(long, string)>("SELECT id, state FROM story_decision WHERE state IN ('applying','undoing') ORDER BY id")).ToArray(),
                (await connection.QueryAsync<(long, long)>("SELECT s.leader, m.version FROM story s JOIN mention m ON m.id = s.leader WHERE s.moving = 1 ORDER BY s.leader")).ToArray()),
            cancellation);
        int moved = 0;
        foreach ((long id, string work) in decisions)
        {
            moved += await RunAsync((session, after) => StoryMoves.DecisionAsync(session, changes, intake, settings, id, work, after, Chunk, clock.GetUtcNow().Stored()), cancellation);
        }

        foreach ((long leader, long version) in moving)
        {
            moved += await RunAsync((session, after) => StoryMoves.LeaderAsync(session, changes, intake, leader, version, after, Chunk, clock.GetUtcNow().Stored()), cancellation);
        }

        return moved;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await TidyAsync(stoppingToken);
                await _wake.WaitAsync(Every, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogPostponed(fault);
                await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One transaction after the other, so that clicks come in between.</summary>
    private async Task<int> RunAsync(Func<DbSession, long, Task<StoryStep>> step, CancellationToken cancellation)
    {
        int moved = 0;
        for (long? after = 0; after is { } from;)
        {
            StoryStep done = await database.WriteAsync(session => step(session, from), cancellation);
            (moved, after) = (moved + done.Moved, done.Next);
        }

        return moved;
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        if (now >= _tidyAt)
        {
            _tidyAt = now + TidyEvery;
            await database.WriteAsync(session => Task.FromResult(StoryFeed.Tidy(session, now)), cancellation);
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Similar mentions are moved later: the work on stories failed and is tried again")]
    private partial void LogPostponed(Exception fault);
}
