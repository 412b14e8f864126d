using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// The machine's clock, which can also be shifted: for tests against something outside that knows only real time. What the shift makes due is
/// due at once, what becomes due by itself a few milliseconds late.
/// </summary>
public sealed class RunningClock : FakeTimeProvider, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource _end = new();
    private long _shift;

    /// <summary>Begins with real time.</summary>
    public RunningClock()
        : base(System.GetUtcNow()) => _ = RunAsync();

    /// <summary>How far it is ahead of the machine's clock.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => (Stopwatch.GetElapsedTime(0) + Ahead).Ticks;

    /// <summary>Moves it forward, at once.</summary>
    public void Shift(TimeSpan time)
    {
        Interlocked.Add(ref _shift, time.Ticks);
        Advance(time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>The timers of the base go by its own time, which follows.</summary>
    private async Task RunAsync()
    {
        CancellationToken end = _end.Token;
        long last = Stopwatch.GetTimestamp();
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(Beat, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            long now = Stopwatch.GetTimestamp();
            Advance(Stopwatch.GetElapsedTime(last, now));
            last = now;
        }
    }
}
