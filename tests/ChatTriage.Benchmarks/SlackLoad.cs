using System.Diagnostics;
using System.Globalization;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Signed clicks on *I'll answer* of different items, as Slack sends them: the product as a process of its own, with Redis, SQLite on disk and every click in
/// the ledger, in turn with a peer in the same run that verifies the signature, asks the same Redis and stores nothing.
/// </summary>
internal static class SlackLoad
{
    private const int OpenConnections = 32;
    private const int ClosedConnections = 16;
    private const string PeerPath = "/slack/events";

    public static async Task<int> RunAsync(SlackLoadOptions options)
    {
        int redisPort = ChildProcess.FreePort();
        await using ChildProcess redis = await ChildProcess.StartAsync("redis-server", ["--port", $"{redisPort}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], Path.GetTempPath(), redisPort, []);
        await using SlackStub stub = await SlackStub.StartAsync();
        await using ClickedProduct product = await ClickedProduct.StartAsync(redis, stub);
        int peerPort = ChildProcess.FreePort();
        await using ChildProcess? peer = options.Peer is not { } folder ? null : await ChildProcess.StartAsync(
            "node", ["bolt-app.js"], folder, peerPort, [("PORT", $"{peerPort}"), ("REDIS", $"127.0.0.1:{redis.Port}"), ("NODE_ENV", "production"), ("SECRET", ClickedProduct.Secret)]);
        var clicks = new ClickMaker(ClickedProduct.Secret, stub.ResponseUrl);
        int openItems = options.Rate * options.Seconds;
        Console.WriteLine(
            $"{options.Rounds} rounds; open: {options.Rate} clicks/s over {OpenConnections} connections for {options.Seconds} s; closed: {ClosedConnections} connections, {options.ItemsPerRound:N0} clicks; every click is of an item of its own");
        var items = new Queue<long>(await product.RoutedAsync(clicks, options.Warmup + (options.Rounds * (openItems + options.ItemsPerRound))));
        var side = new Side(product, peer?.Port, clicks);
        await side.RoundAsync(Take(items, options.Warmup), rate: 0, ClosedConnections);
        var open = new List<(ClickTimes Product, ClickTimes? Peer)>();
        var closed = new List<(ClickTimes Product, ClickTimes? Peer)>();
        for (int round = 0; round < options.Rounds; round++)
        {
            open.Add(await side.RoundAsync(Take(items, openItems), options.Rate, OpenConnections));
            closed.Add(await side.RoundAsync(Take(items, options.ItemsPerRound), rate: 0, ClosedConnections));
        }

        Report($"{options.Rate} clicks/s", open);
        Report($"{ClosedConnections} connections", closed);
        return 0;
    }

    private static long[] Take(Queue<long> items, int count) => [.. Enumerable.Range(0, count).Select(_ => items.Dequeue())];

    private static void Report(string kind, List<(ClickTimes Product, ClickTimes? Peer)> rounds)
    {
        Console.WriteLine($"\n{kind}\n\n| round | clicks/s | p50 ms | p99 ms | not 200 | all in the ledger after s | peer clicks/s | p50 ms | p99 ms | ratio clicks/s | ratio p99 |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((int round, (ClickTimes product, ClickTimes? peer)) in rounds.Index())
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {round + 1} | {product.PerSecond:N0} | {product.At(0.5):0.00} | {product.At(0.99):0.00} | {product.Bad} | {product.SettledAfter.TotalSeconds:0.00} | {peer?.PerSecond:N0} | {peer?.At(0.5):0.00} | {peer?.At(0.99):0.00} | {product.PerSecond / peer?.PerSecond:0.00} | {product.At(0.99) / peer?.At(0.99):0.00} |"));
        }

        if (rounds.TrueForAll(round => round.Peer is not null))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\nmedian ratio to the peer: clicks/s {IngestLoad.Median(rounds.Select(round => round.Product.PerSecond / round.Peer!.PerSecond)):0.00}, p99 {IngestLoad.Median(rounds.Select(round => round.Product.At(0.99) / round.Peer!.At(0.99))):0.00}"));
        }
    }

    private sealed class Side(ClickedProduct product, int? peerPort, ClickMaker clicks)
    {
        public async Task<(ClickTimes Product, ClickTimes? Peer)> RoundAsync(long[] items, int rate, int connections)
        {
            ClickTimes ours = await ClickGenerator.RunAsync(product.Port, [.. items.Select(id => clicks.Make(ClickedProduct.Path, "claim", $"{id}/2/CustomerService//", SlackStub.Responder))], rate, connections);
            long start = Stopwatch.GetTimestamp();
            await product.UntilAsync("claim", items);
            ours = ours with { SettledAfter = Stopwatch.GetElapsedTime(start) };
            return (ours, peerPort is { } port
                ? await ClickGenerator.RunAsync(port, [.. items.Select(id => clicks.Make(PeerPath, "claim", $"{id}", SlackStub.Responder))], rate, connections)
                : null);
        }
    }
}
