using System.Diagnostics;
using System.Globalization;

namespace ChatTriage.Benchmarks;

/// <summary>The rounds of a run: the product as a process of its own, with Redis, SQLite on disk and every click in the ledger, in turn with peers that store nothing.</summary>
/// <param name="options">Size.</param>
/// <param name="product">The product.</param>
/// <param name="peers">Whoever else is pressed.</param>
/// <param name="answered">Words that every answer must hold to count as one.</param>
internal sealed class ClickLoad(ClickLoadOptions options, ClickedProduct product, IReadOnlyList<ClickPeer> peers, string answered)
{
    /// <summary>Connections of the parts that send at a rate.</summary>
    public const int OpenConnections = 32;

    /// <summary>Connections of the parts that send as fast as they are answered.</summary>
    public const int ClosedConnections = 16;

    /// <summary>Starts a Redis of the run's own.</summary>
    public static Task<ChildProcess> StartRedisAsync()
    {
        int port = ChildProcess.FreePort();
        return ChildProcess.StartAsync("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], Path.GetTempPath(), port, []);
    }

    /// <summary>How many items the parts press.</summary>
    public static int ItemsOf(ClickLoadOptions options, IEnumerable<ClickPart> parts) => options.Warmup + (options.Rounds * parts.Sum(part => part.Items));

    /// <summary>Runs and prints everything.</summary>
    public async Task RunAsync(IReadOnlyList<ClickPart> parts, IEnumerable<long> ids)
    {
        var items = new Queue<long>(ids);
        await RoundAsync(parts[0] with { Rate = 0, Connections = ClosedConnections }, Take(items, options.Warmup));
        var times = parts.Select(_ => new List<ClickTimes[]>()).ToList();
        for (int round = 0; round < options.Rounds; round++)
        {
            long[] pressed = [];
            for (int part = 0; part < parts.Count; part++)
            {
                pressed = parts[part].Items > 0 ? Take(items, parts[part].Items) : pressed;
                times[part].Add(await RoundAsync(parts[part], pressed));
            }
        }

        foreach ((ClickPart part, List<ClickTimes[]> rounds) in parts.Zip(times))
        {
            Report(part.Title, rounds);
        }
    }

    private static long[] Take(Queue<long> items, int count) => [.. Enumerable.Range(0, count).Select(_ => items.Dequeue())];

    /// <summary>The product first, then every peer.</summary>
    private async Task<ClickTimes[]> RoundAsync(ClickPart part, long[] items)
    {
        ClickTimes ours = await ClickGenerator.RunAsync(product.Port, [.. items.Select(part.Press)], part.Rate, part.Connections, answered);
        long start = Stopwatch.GetTimestamp();
        if (part.Verb is { } verb)
        {
            await product.UntilAsync(verb, items);
        }

        var all = new List<ClickTimes> { ours with { SettledAfter = Stopwatch.GetElapsedTime(start) } };
        foreach (ClickPeer peer in peers)
        {
            all.Add(await ClickGenerator.RunAsync(peer.Process.Port, [.. items.Select(peer.Press)], part.Rate, part.Connections, answered));
        }

        return [.. all];
    }

    private void Report(string title, List<ClickTimes[]> rounds)
    {
        Console.WriteLine($"\n{title}\n\n| round | clicks/s | p50 ms | p99 ms | bad | all in the ledger after s |{string.Concat(peers.Select(peer => $" {peer.Name} clicks/s | p50 ms | p99 ms | bad | ratio clicks/s | ratio p50 | ratio p99 |"))}");
        Console.WriteLine($"|---:|---:|---:|---:|---:|---:|{string.Concat(Enumerable.Repeat("---:|", 7 * peers.Count))}");
        foreach ((int round, ClickTimes[] times) in rounds.Index())
        {
            Console.WriteLine($"| {round + 1} |{Figures(times[0])} {Number(times[0].SettledAfter.TotalSeconds)} |{string.Concat(times[1..].Select(peer => $"{Figures(peer)}{string.Concat(Ratios(times[0], peer).Select(ratio => $" {Number(ratio)} |"))}"))}");
        }

        foreach ((int index, ClickPeer peer) in peers.Index())
        {
            double[] medians = [.. Enumerable.Range(0, 3).Select(which => IngestLoad.Median(rounds.Select(round => Ratios(round[0], round[index + 1])[which])))];
            Console.WriteLine($"\nmedian ratio to {peer.Name}: clicks/s {Number(medians[0])}, p50 {Number(medians[1])}, p99 {Number(medians[2])}");
        }
    }

    private static string Figures(ClickTimes times) => string.Create(CultureInfo.InvariantCulture, $" {times.PerSecond:N0} | {times.At(0.5):0.00} | {times.At(0.99):0.00} | {times.Bad} |");

    private static double[] Ratios(ClickTimes ours, ClickTimes peer) => [ours.PerSecond / peer.PerSecond, ours.At(0.5) / peer.At(0.5), ours.At(0.99) / peer.At(0.99)];

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
