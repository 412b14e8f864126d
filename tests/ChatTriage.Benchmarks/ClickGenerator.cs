using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Sends clicks over kept connections and times the answers. Open: each click has its moment, and its time counts from then even when every connection was
/// still waiting. Closed: each connection sends the next as soon as it has its answer.
/// </summary>
internal static class ClickGenerator
{
    /// <summary>Runs it.</summary>
    /// <param name="port">Loopback port.</param>
    /// <param name="requests">The bytes of every request, in order.</param>
    /// <param name="rate">Clicks a second, or 0 for closed.</param>
    /// <param name="connections">Connections held.</param>
    public static async Task<ClickTimes> RunAsync(int port, IReadOnlyList<byte[]> requests, int rate, int connections)
    {
        var times = new ConcurrentBag<double>();
        int next = -1, bad = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            byte[] buffer = new byte[64 * 1024];
            while (Interlocked.Increment(ref next) is var i && i < requests.Count)
            {
                long meant = rate == 0 ? Stopwatch.GetTimestamp() : start + (i * Stopwatch.Frequency / rate);
                await UntilAsync(meant);
                await socket.SendAsync(requests[i]);
                bad += await IsGoodAsync(socket, buffer) ? 0 : 1;
                times.Add(Stopwatch.GetElapsedTime(meant).TotalMilliseconds);
            }
        })));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new ClickTimes([.. times.Order()], elapsed, bad);
    }

    /// <summary>Timers are too coarse for half a millisecond; so the last bit is waited for by yielding.</summary>
    private static async Task UntilAsync(long moment)
    {
        while (Stopwatch.GetTimestamp() is var now && now < moment)
        {
            double left = Stopwatch.GetElapsedTime(now, moment).TotalMilliseconds;
            await (left > 2 ? Task.Delay(TimeSpan.FromMilliseconds(left - 1)) : Task.Delay(1));
        }
    }

    private static async Task<bool> IsGoodAsync(Socket socket, byte[] buffer)
    {
        int length = 0;
        while (true)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read;
            if (read == 0 || Complete(buffer.AsSpan(0, length)))
            {
                return read > 0 && buffer.AsSpan(9, 3).SequenceEqual("200"u8);
            }
        }
    }

    private static bool Complete(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        string headers = Encoding.ASCII.GetString(answer[..head]);
        int at = headers.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? !headers.Contains("chunked", StringComparison.OrdinalIgnoreCase) || answer[head..].EndsWith("0\r\n\r\n"u8)
            : answer.Length >= head + 4 + int.Parse(headers.AsSpan(at + 15).Trim().ToString().Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
