using System.Collections.Concurrent;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Storage;

namespace ChatTriage.Platforms;

/// <summary>
/// Shows what waits in the outbox: takes rows, commits, talks to the platform, and only then marks them, so that no transaction is open
/// across a network call. Rows of one card never run at the same time; a channel that cannot take more now does not hold up the others.
/// </summary>
public sealed partial class OutboxPump(
    OutboxRows rows, OutboxDelivery delivery, ChatPlatforms platforms, ChannelGate gate, WakeUp wakeUp, ChatTriageMetrics metrics, TimeProvider clock, ILogger<OutboxPump> logger)
    : BackgroundService
{
    private const int ChannelsAtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OneDelivery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Address, DateTimeOffset> _waiting = new();

    /// <summary>Takes and delivers one batch; how many rows it took.</summary>
    public async Task<int> PumpAsync(CancellationToken cancellation = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((Address channel, DateTimeOffset until) in _waiting)
        {
            if (until <= now)
            {
                _waiting.TryRemove(channel, out _);
            }
        }

        IReadOnlyList<OutboxRow> taken = await rows.TakeAsync([.. _waiting.Keys], now.Stored(), cancellation);
        long start = clock.GetTimestamp();
        var finished = new ConcurrentBag<FinishedRow>();

        // One channel after the other would let a slow one hold up the rest; within a channel the order is kept.
        await Parallel.ForEachAsync(
            taken.GroupBy(row => row.Address),
            new ParallelOptions { MaxDegreeOfParallelism = ChannelsAtOnce, CancellationToken = CancellationToken.None },
            async (channel, _) =>
            {
                foreach (OutboxRow row in channel)
                {
                    // A slow platform must not use up the time for which the rows are ours.
                    finished.Add(clock.GetElapsedTime(start) < BatchTime ? await DeliverAsync(row) : FinishedRow.NotTried(row, TimeSpan.Zero));
                }
            });
        if (!finished.IsEmpty)
        {
            await rows.FinishAsync([.. finished], clock.GetUtcNow().Stored());
        }

        return taken.Count;
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
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogPumpFailed(fault);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<FinishedRow> DeliverAsync(OutboxRow row)
    {
        // Not ended by a shutdown: a delivery that has begun is finished, so that its outcome is known.
        using var limit = new CancellationTokenSource(OneDelivery);
        try
        {
            if (!platforms.TryFind(row.Address, out IChatPlatform? platform))
            {
                return Waits(row, new DeliveryResult(DeliveryOutcome.ChannelClosed, Reason: $"no chat platform '{row.Address.Platform}' is connected"));
            }

            if (row.Kind == "card" && _waiting.TryGetValue(row.Address, out DateTimeOffset until) && until - clock.GetUtcNow() is { Ticks: > 0 } left)
            {
                return FinishedRow.NotTried(row, left);
            }

            if (row.Kind == "card" && await gate.EnterAsync(row.Address, platform) is { Ticks: > 0 } wait)
            {
                _waiting[row.Address] = clock.GetUtcNow() + wait;
                metrics.RateLimited(row.Address.Platform);
                return FinishedRow.NotTried(row, wait);
            }

            FinishedRow finished = await delivery.DeliverAsync(row, platform, limit.Token);
            metrics.Delivered(row, finished.Result.Outcome, clock.GetUtcNow());
            return finished.Result.Outcome is DeliveryOutcome.Later or DeliveryOutcome.ChannelClosed or DeliveryOutcome.Ambiguous ? Waits(row, finished.Result) : finished;
        }
        catch (Exception fault)
        {
            LogDeliveryFailed(fault, row.Id, row.MentionId, row.Address);
            return Waits(row, new DeliveryResult(DeliveryOutcome.Later, Reason: fault.GetType().Name));
        }
    }

    private FinishedRow Waits(OutboxRow row, DeliveryResult result)
    {
        var growing = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(row.Attempts, 10)), LongestWait.TotalSeconds));
        TimeSpan wait = result.Outcome == DeliveryOutcome.ChannelClosed ? TimeSpan.FromMinutes(1) : result.RetryAfter ?? growing;
        if (result.Outcome != DeliveryOutcome.Ambiguous && row.Kind == "card")
        {
            _waiting[row.Address] = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(wait.TotalSeconds, 5));
        }

        LogPostponed(row.Id, row.MentionId, row.Address, result.Outcome, result.Reason ?? "", wait);
        return new FinishedRow(row, result with { RetryAfter = wait });
    }

    [LoggerMessage(4001, LogLevel.Error, "The outbox stands still; it is tried again")]
    private partial void LogPumpFailed(Exception fault);

    [LoggerMessage(4002, LogLevel.Error, "Outbox row {Row} of mention {MentionId} for {Address} failed")]
    private partial void LogDeliveryFailed(Exception fault, long row, long mentionId, Address address);

    [LoggerMessage(4003, LogLevel.Warning, "Outbox row {Row} of mention {MentionId} for {Address} waits {Wait}: {Outcome} {Reason}")]
    private partial void LogPostponed(long row, long mentionId, Address address, DeliveryOutcome outcome, string reason, TimeSpan wait);
}
