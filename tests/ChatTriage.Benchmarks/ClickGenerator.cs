using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Sends clicks over kept connections and times the answers. Open: each click has its moment, and its time counts from then even when every connection was
/// still waiting. Closed: each connection sends the next as soon as it has its answer.
/// </summary>
internal static partial class ClickGenerator
{
    /// <summary>Runs it.</summary>
    /// <param name="port">Loopback port.</param>
    /// <param name="requests">The bytes of every request, in order.</param>
    /// <param name="rate">Clicks a second, or 0 for closed.</param>
    /// <param name="connections">Connections held.</param>
    /// <param name="answered">Words that every answer must hold to count as one.</param>
    public static async Task<ClickTimes> RunAsync(int port, IReadOnlyList<byte[]> requests, int rate, int connections, string answered)
    {
        ClickConnection[] all = [.. Enumerable.Range(0, connections).Select(_ => new ClickConnection(port, answered))];
        var times = new ConcurrentBag<double>();
        int bad = 0;
        async Task SendAsync(ClickConnection connection, byte[] request, long meant)
        {
            if (!await connection.SendAsync(request))
            {
                Interlocked.Increment(ref bad);
            }

            times.Add(Stopwatch.GetElapsedTime(meant).TotalMilliseconds);
        }

        long start = Stopwatch.GetTimestamp();
        await (rate == 0 ? ClosedAsync(all, requests, SendAsync) : OpenAsync(all, requests, rate, SendAsync));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Array.ForEach(all, connection => connection.Dispose());
        return new ClickTimes([.. times.Order()], elapsed, bad);
    }

    private static Task ClosedAsync(ClickConnection[] connections, IReadOnlyList<byte[]> requests, Func<ClickConnection, byte[], long, Task> send)
    {
        int next = -1;
        return Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < requests.Count)
            {
                await send(connection, requests[i], Stopwatch.GetTimestamp());
            }
        })));
    }

    /// <summary>One thread of its own keeps the time, because the pool's timers are a millisecond late.</summary>
    private static async Task OpenAsync(ClickConnection[] connections, IReadOnlyList<byte[]> requests, int rate, Func<ClickConnection, byte[], long, Task> send)
    {
        using var idle = new BlockingCollection<ClickConnection>(new ConcurrentQueue<ClickConnection>(connections));
        var sent = new List<Task>(requests.Count);
        await Task.Factory.StartNew(
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < requests.Count; i++)
                {
                    long meant = start + (i * Stopwatch.Frequency / rate);
                    WaitUntil(meant);
                    ClickConnection connection = idle.Take();
                    sent.Add(SendAsync(connection, requests[i], meant));
                }
            },
            TaskCreationOptions.LongRunning);
        await Task.WhenAll(sent);

        async Task SendAsync(ClickConnection connection, byte[] request, long meant)
        {
            await send(connection, request, meant);
            idle.Add(connection);
        }
    }

    private static void WaitUntil(long moment)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), moment) is { TotalMicroseconds: > 60 } left)
        {
            var span = new TimeSpec { Nanoseconds = Math.Min((long)left.TotalNanoseconds - 50_000, 900_000_000) };
            _ = NanoSleep(ref span, IntPtr.Zero);
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(ref TimeSpec span, IntPtr left);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
