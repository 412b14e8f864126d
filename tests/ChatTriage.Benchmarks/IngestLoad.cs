using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Benchmarks;

/// <summary>
/// NDJSON through <c>/ingest</c> into SQLite, beside the limit: the same texts through one prepared INSERT into one table with the same unique
/// key, committed as durably and in batches of the same size.
/// </summary>
internal static class IngestLoad
{
    private const int Batch = 500;

    public static async Task<int> RunAsync(LoadOptions options)
    {
        Console.WriteLine($"{options.Mentions:N0} mentions a round, {options.Rules:N0} rules; mentions/s");
        Console.WriteLine("| round | nothing matches | 1 in 20 matches | limit: one INSERT each | ratio (nothing) | ratio (1 in 20) |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        var ratios = new List<(double None, double Some)>();
        await using LoadApp none = await LoadApp.StartAsync(options, matchingRules: 0);
        await using LoadApp some = await LoadApp.StartAsync(options, matchingRules: Math.Max(1, options.Rules / 20));
        for (int round = 0; round <= options.Rounds; round++)
        {
            byte[] body = Body(options.Mentions, options.Rules, round);
            double unmatched = await SendAsync(none, body, options.Mentions);
            double matched = await SendAsync(some, body, options.Mentions);
            double limit = Limit(Path.Combine(none.Folder, $"limit{round}.db"), options.Mentions, round);
            if (round > 0)
            {
                ratios.Add((unmatched / limit, matched / limit));
                Console.WriteLine($"| {round} | {unmatched:N0} | {matched:N0} | {limit:N0} | {unmatched / limit:0.00} | {matched / limit:0.00} |");
            }
        }

        Console.WriteLine($"median ratio: nothing {Median(ratios.Select(ratio => ratio.None)):0.00}, 1 in 20 {Median(ratios.Select(ratio => ratio.Some)):0.00}");
        return 0;
    }

    public static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static byte[] Body(int mentions, int rules, int round)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < mentions; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $$"""{"externalId":"r{{round}}-{{i}}","text":"{{Text(i, rules)}}","url":"https://example.com/p/{{i}}","publishedAt":"2026-11-20T10:00:00Z","author":{"name":"Author {{i % 5000}}","handle":"a{{i % 5000}}","followers":{{i % 9000}}},"language":"en"}""").Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private static string Text(int i, int rules) =>
        $"Waited forty minutes on the phone and was cut off twice, then the app logged me out again, so brand{i % rules} please tell me which of your desks is awake today because order {i} is still lost somewhere";

    private static async Task<double> SendAsync(LoadApp app, byte[] body, int mentions)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await app.Http.PostAsync("/ingest/load", content);
        response.EnsureSuccessStatusCode();
        return mentions / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Limit(string file, int mentions, int round)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using SqliteCommand setup = connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, source TEXT, external_id TEXT, text TEXT, at INTEGER, UNIQUE (source, external_id))";
        setup.ExecuteNonQuery();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (source, external_id, text, at) VALUES ('load', $id, $text, 1)";
        SqliteParameter id = insert.Parameters.Add("$id", SqliteType.Text);
        SqliteParameter text = insert.Parameters.Add("$text", SqliteType.Text);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < mentions;)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (int end = Math.Min(mentions, i + Batch); i < end; i++)
            {
                id.Value = $"r{round}-{i}";
                text.Value = Text(i, 1000);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return mentions / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
