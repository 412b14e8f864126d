using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatTriage.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Clicks through the front door, one after the other and sixteen at once, with everything stored (row, ledger line, roll-up, outbox) and the
/// card drawn; beside the limit of the same server answering a request that does nothing (<c>/health/live</c>).
/// </summary>
internal static class ClaimLoad
{
    public static async Task<int> RunAsync(LoadOptions options)
    {
        int items = Math.Min(options.Mentions, 2000);
        Console.WriteLine($"{items:N0} items a round; {(options.Redis is null ? "without Redis" : $"Redis {options.Redis}")}");
        Console.WriteLine("| round | at once | claim p50 ms | claim p99 ms | claims/s | refused p50 ms | refused p99 ms | nothing p50 ms | ratio p50 claim/nothing |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        await using LoadApp app = await LoadApp.StartAsync(options with { Rules = 1 }, matchingRules: 1);
        var ratios = new List<double>();
        for (int round = 0; round <= options.Rounds; round++)
        {
            foreach (int atOnce in new[] { 1, 16 })
            {
                long[] routed = await RoutedAsync(app, items, $"{round}-{atOnce}");
                double[] nothing = await TimesAsync(items, atOnce, _ => app.Http.GetAsync("/health/live"));
                long start = Stopwatch.GetTimestamp();
                double[] claims = await TimesAsync(items, atOnce, i => ClickAsync(app, routed[i], "playground:ana"));
                double perSecond = items / Stopwatch.GetElapsedTime(start).TotalSeconds;
                double[] refused = await TimesAsync(items, atOnce, i => ClickAsync(app, routed[i], "playground:carl"));
                if (round > 0)
                {
                    ratios.Add(At(claims, 0.5) / At(nothing, 0.5));
                    Console.WriteLine($"| {round} | {atOnce} | {At(claims, 0.5):0.00} | {At(claims, 0.99):0.00} | {perSecond:N0} | {At(refused, 0.5):0.00} | {At(refused, 0.99):0.00} | {At(nothing, 0.5):0.00} | {ratios[^1]:0.0} |");
                }
            }
        }

        Console.WriteLine($"median ratio claim/nothing: {IngestLoad.Median(ratios):0.0}");
        return 0;
    }

    private static async Task<HttpResponseMessage> ClickAsync(LoadApp app, long mention, string person) => await app.Http.PostAsJsonAsync(
        "/playground/api/click", new { person, messageId = 0, verb = "claim", data = new { mention, version = 2, role = "CustomerService" } });

    /// <summary>Takes items in and decides them, so that each waits on the desk at version 2 and its cards are posted.</summary>
    private static async Task<long[]> RoutedAsync(LoadApp app, int items, string round)
    {
        var sent = new JsonArray([.. Enumerable.Range(0, items).Select(i => (JsonNode)new JsonObject { ["externalId"] = $"{round}-{i}", ["text"] = $"brand0 lost my order {i}" })]);
        (await app.Http.PostAsJsonAsync("/ingest/load", sent)).EnsureSuccessStatusCode();
        Database database = app.Services.GetRequiredService<Database>();
        long[] ids = [.. await database.ReadAsync(connection => connection.QueryAsync<long>("SELECT id FROM mention WHERE external_id LIKE @like ORDER BY id", new { like = $"{round}-%" }))];
        await TimesAsync(items, 16, i => app.Http.PostAsJsonAsync(
            "/playground/api/click", new { person = "playground:olivia", messageId = 0, verb = "customer-service", data = new { mention = ids[i], version = 1, role = "Triage" } }));
        while ((await database.ReadAsync(connection => Outbox.DepthAsync(connection, TimeProvider.System.GetUtcNow()))).Waiting > 0)
        {
            await Task.Delay(50);
        }

        return ids;
    }

    private static async Task<double[]> TimesAsync(int count, int atOnce, Func<int, Task<HttpResponseMessage>> request)
    {
        double[] times = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
        {
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await request(i);
            response.EnsureSuccessStatusCode();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        Array.Sort(times);
        return times;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
