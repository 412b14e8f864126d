using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Benchmarks;

/// <summary>The product as a process of its own: Redis, SQLite on disk, a chat platform played by a stub.</summary>
internal sealed class ClickedProduct : IAsyncDisposable
{
    private const int Batch = 2000;
    private readonly ChildProcess _process;
    private readonly string _folder;
    private readonly string _database;

    private ClickedProduct(ChildProcess process, string folder, string database) => (_process, _folder, _database) = (process, folder, database);

    public int Port => _process.Port;

    /// <summary>Starts it with one brand and the settings of a platform.</summary>
    public static async Task<ClickedProduct> StartAsync(ChildProcess redis, IEnumerable<(string Name, string Value)> settings)
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-clicks-").FullName;
        string database = Path.Combine(folder, "load.db");
        int port = ChildProcess.FreePort();
        ChildProcess process = await ChildProcess.StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "chattriage.dll")], folder, port,
        [
            ("Urls", $"http://127.0.0.1:{port}"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("Logging__LogLevel__Default", "Warning"),
            ("Database__ConnectionString", $"Data Source={database}"), ("Redis__ConnectionString", $"127.0.0.1:{redis.Port}"),
            ("Brands__0__Name", "Acme"), ("Brands__0__Match", "acme"), .. settings,
        ]);
        return new ClickedProduct(process, folder, database);
    }

    /// <summary>Takes mentions in and lets the owner send them to the desk, by <paramref name="decide"/>; gives their ids.</summary>
    public async Task<long[]> RoutedAsync(int count, Func<long, byte[]> decide)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        for (int sent = 0; sent < count; sent += Batch)
        {
            var batch = new JsonArray([.. Enumerable.Range(sent, Math.Min(Batch, count - sent)).Select(i => (JsonNode)new JsonObject
            {
                ["externalId"] = $"{i}", ["text"] = $"acme lost my order {i}, and nobody answers the phone", ["author"] = new JsonObject { ["handle"] = $"a{i}" },
            })]);
            (await http.PostAsJsonAsync("/ingest/load", batch)).EnsureSuccessStatusCode();
        }

        long[] ids = await QueryAsync("SELECT id FROM mention ORDER BY id");
        foreach (long[] some in ids.Chunk(Batch))
        {
            await ClickGenerator.RunAsync(Port, [.. some.Select(decide)], rate: 0, connections: 16, "200");
            await UntilAsync("customer-service", some);
        }

        return ids;
    }

    /// <summary>Waits until each of these mentions has a line of that verb.</summary>
    public async Task UntilAsync(string verb, long[] mentions)
    {
        for (int look = 0; ; look++)
        {
            long[] lines = await QueryAsync("SELECT count(*) FROM ledger WHERE verb = @verb AND mention_id BETWEEN @first AND @last", new { verb, first = mentions[0], last = mentions[^1] });
            if (lines[0] >= mentions.Length)
            {
                return;
            }

            if (look > 6000)
            {
                throw new TimeoutException($"Only {lines[0]} of {mentions.Length} clicks are in the ledger.");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Behaves as if every card had been posted long ago: a platform takes about one a second in a channel, and nobody presses what is not there.</summary>
    public async Task AllPostedAsync(string firstRef)
    {
        await using var connection = new SqliteConnection($"Data Source={_database}");
        await connection.ExecuteAsync(
            """
            INSERT INTO posted_card (mention_id, address, role, message_ref, shown, version, posted_at, updated_at)
            SELECT mention_id, address, role, @firstRef || mention_id, '', 0, due_at, due_at FROM outbox WHERE kind = 'card' ON CONFLICT DO NOTHING;
            DELETE FROM outbox
            """,
            new { firstRef });
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<long[]> QueryAsync(string sql, object? parameters = null)
    {
        await using var connection = new SqliteConnection($"Data Source={_database};Mode=ReadOnly");
        return [.. await connection.QueryAsync<long>(sql, parameters)];
    }
}
