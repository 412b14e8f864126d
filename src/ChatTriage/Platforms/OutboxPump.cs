using System.Collections.Concurrent;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Storage;

namespace ChatTriage.Platforms;

/// <summary>
/// Shows what waits in the outbox: takes rows, commits, talks to the platform, and only then marks them, so that no transaction is open
/// across a network call. Rows of one card never run at the same time. A lane (the posts of a channel, its changes, the words to one person) that is slow or
/// cannot take more now holds up no other.
/// </summary>
public sealed partial class OutboxPump(
    OutboxRows rows, OutboxDelivery delivery, ChatPlatforms platforms, RateGate gate, WakeUp wakeUp, ChatTriageMetrics metrics, TimeProvider clock, ILogger<OutboxPump> logger)
    : BackgroundService
{
    private const int LanesAtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OneDelivery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClosedWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortHold = TimeSpan.FromSeconds(5);

    /// <summary>Longer than any budget makes one send wait for the one before it.</summary>
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks at the outbox: under a flood of clicks each commit would cause one.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(40);
    private readonly ConcurrentDictionary<(Address Address, SendKind Kind), DateTimeOffset> _waiting = new();
    private readonly Dictionary<(Address Address, SendKind Kind), Task> _busy = [];
    private readonly SemaphoreSlim _atOnce = new(LanesAtOnce);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _atOnce.Dispose();
        base.Dispose();
    }

    /// <summary>
    /// Whether a lane has to wait, or had to a moment ago: then more waits in it than is sent at once, however soon the next one goes.
    /// </summary>
    public bool IsCrowded(Address address, SendKind kind) => _waiting.TryGetValue((address, kind), out DateTimeOffset until) && until + Crowded > clock.GetUtcNow();

    /// <summary>A channel takes cards again, as somebody says who must know: what waits for it is sent now.</summary>
    public async Task ResumeAsync(Address address, CancellationToken cancellation)
    {
        foreach (SendKind kind in Enum.GetValues<SendKind>())
        {
            _waiting.TryRemove((address, kind), out _);
        }

        await rows.ResumeAsync(address, clock.GetUtcNow().Stored(), cancellation);
        wakeUp.Signal();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await PumpAsync(stoppingToken) == 0)
                {
                    await wakeUp.WaitAsync(Poll, stoppingToken);
                    await Task.Delay(Breath, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogPumpFailed(fault);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // A delivery that has begun is finished, so that its outcome is known.
        await Task.WhenAll(_busy.Values);
    }

    /// <summary>
    /// Takes one batch and begins to deliver it, each lane on its own: a slow one holds up nobody else, and within a lane the order is
    /// kept. How many rows it took.
    /// </summary>
    private async Task<int> PumpAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((Address Address, SendKind Kind) lane in _waiting.Where(held => held.Value + Crowded <= now).Select(held => held.Key))
        {
            _waiting.TryRemove(lane, out _);
        }

        foreach ((Address Address, SendKind Kind) lane in _busy.Where(busy => busy.Value.IsCompleted).Select(busy => busy.Key).ToList())
        {
            _busy.Remove(lane);
        }

        IReadOnlyList<OutboxRow> taken = await rows.TakeAsync([.. _waiting.Where(held => held.Value > now).Select(held => held.Key).Union(_busy.Keys)], WorthTaking, now.Stored(), cancellation);
        long start = clock.GetTimestamp();
        foreach (IGrouping<(Address, SendKind), OutboxRow> lane in taken.GroupBy(row => (row.Address, row.SendKind)))
        {
            Task delivery = DeliverAsync([.. lane], start);
            _busy[lane.Key] = delivery;
            _ = delivery.ContinueWith(_ => wakeUp.Signal(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return taken.Count;
    }

    /// <summary>What the budget lets through at once, and one more that finds out how long to wait.</summary>
    private int WorthTaking(Address address, SendKind kind) => platforms.TryFind(address, out IChatPlatform? platform) ? platform.BudgetOf(address, kind).Burst + 1 : OutboxRows.Batch;

    private async Task DeliverAsync(IReadOnlyList<OutboxRow> lane, long start)
    {
        await _atOnce.WaitAsync(CancellationToken.None);
        try
        {
            var finished = new List<FinishedRow>(lane.Count);
            FinishedRow? stop = null;
            foreach (OutboxRow row in lane)
            {
                // A slow platform must not use up the time for which the rows are ours; and nobody overtakes what has to wait.
                FinishedRow outcome = stop is not null ? FinishedRow.NotTried(row, stop.DueAt ?? clock.GetUtcNow())
                    : clock.GetElapsedTime(start) < BatchTime ? await DeliverAsync(row) : FinishedRow.NotTried(row, clock.GetUtcNow());
                finished.Add(outcome);
                stop ??= outcome.Tried ? null : outcome;
            }

            await rows.FinishAsync(finished, clock.GetUtcNow().Stored());
        }
        catch (Exception fault)
        {
            // The rows become free when their time is over; what was posted is looked for before it is posted again.
            LogPumpFailed(fault);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    private async Task<FinishedRow> DeliverAsync(OutboxRow row)
    {
        // Not ended by a shutdown, see above.
        using var limit = new CancellationTokenSource(OneDelivery);
        try
        {
            if (!platforms.TryFind(row.Address, out IChatPlatform? platform))
            {
                return Waits(row, new DeliveryResult(DeliveryOutcome.ChannelClosed, Reason: $"no chat platform '{row.Address.Platform}' is connected"), platform: null);
            }

            if (_waiting.TryGetValue(LaneOf(row), out DateTimeOffset until) && until > clock.GetUtcNow())
            {
                return FinishedRow.NotTried(row, until);
            }

            if (await gate.EnterAsync(platform.BudgetOf(row.Address, row.SendKind)) is { Ticks: > 0 } wait)
            {
                metrics.RateLimited(row.Address.Platform);
                DateTimeOffset later = clock.GetUtcNow() + wait;
                Hold(SameBudget(row, platform), row.Address, later);
                return FinishedRow.NotTried(row, later);
            }

            FinishedRow finished = await delivery.DeliverAsync(row, platform, limit.Token);
            metrics.Delivered(row, finished.Result.Outcome, clock.GetUtcNow());
            return finished.Result.Outcome is DeliveryOutcome.Later or DeliveryOutcome.ChannelClosed or DeliveryOutcome.Ambiguous ? Waits(row, finished.Result, platform) : finished;
        }
        catch (Exception fault)
        {
            LogDeliveryFailed(fault, row.Id, row.MentionId, row.Address);
            // The store is asked, and all is drawn, before the platform is asked.
            bool isInDoubt = fault is not (DatabaseUnavailableException or NotDrawnException);
            return Waits(row, new DeliveryResult(DeliveryOutcome.Later, Reason: (fault as NotDrawnException)?.InnerException?.GetType().Name ?? fault.GetType().Name) { IsInDoubt = isInDoubt }, platform: null);
        }
    }

    /// <summary>
    /// The row comes again. When the platform speaks of the channel (closed, or so long a pause) the whole lane waits as long, so that its
    /// order is kept; otherwise only shortly, because it may be this one card that fails.
    /// </summary>
    private FinishedRow Waits(OutboxRow row, DeliveryResult result, IChatPlatform? platform)
    {
        // Not all in the same moment, when many were turned away together.
        var growing = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(row.Attempts, 10)), LongestWait.TotalSeconds) * (1 - (Random.Shared.NextDouble() / 4)));
        TimeSpan? told = result.Outcome == DeliveryOutcome.ChannelClosed ? ClosedWait : result.RetryAfter;
        TimeSpan wait = told ?? growing;
        DateTimeOffset now = clock.GetUtcNow();
        if (result.Outcome == DeliveryOutcome.ChannelClosed)
        {
            Hold([.. Enum.GetValues<SendKind>()], row.Address, now + wait);
        }
        else if (result.Outcome != DeliveryOutcome.Ambiguous && row.SendKind != SendKind.Private)
        {
            Hold(SameBudget(row, platform), row.Address, now + (told ?? (growing < ShortHold ? growing : ShortHold)));
        }

        LogPostponed(row.Id, row.MentionId, row.Address, result.Outcome, result.Reason ?? "", wait);
        return new FinishedRow(row, result, DueAt: now + wait);
    }

    private void Hold(IEnumerable<SendKind> kinds, Address address, DateTimeOffset until)
    {
        foreach (SendKind kind in kinds)
        {
            _waiting[(address, kind)] = until;
        }
    }

    /// <summary>The lanes that a platform's pause is about: those that are counted together with this one.</summary>
    private static IEnumerable<SendKind> SameBudget(OutboxRow row, IChatPlatform? platform)
    {
        string? key = platform?.BudgetOf(row.Address, row.SendKind).Key;
        return Enum.GetValues<SendKind>().Where(kind => kind == row.SendKind || platform?.BudgetOf(row.Address, kind).Key == key);
    }

    private static (Address Address, SendKind Kind) LaneOf(OutboxRow row) => (row.Address, row.SendKind);

    [LoggerMessage(4001, LogLevel.Error, "The outbox stands still; it is tried again")]
    private partial void LogPumpFailed(Exception fault);

    [LoggerMessage(4002, LogLevel.Error, "Outbox row {Row} of mention {MentionId} for {Address} failed")]
    private partial void LogDeliveryFailed(Exception fault, long row, long mentionId, Address address);

    [LoggerMessage(4003, LogLevel.Warning, "Outbox row {Row} of mention {MentionId} for {Address} waits {Wait}: {Outcome} {Reason}")]
    private partial void LogPostponed(long row, long mentionId, Address address, DeliveryOutcome outcome, string reason, TimeSpan wait);
}
