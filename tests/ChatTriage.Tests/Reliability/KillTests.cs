using ChatTriage.Storage;
using ChatTriage.Tests.Claiming;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Tests.Reliability;

/// <summary>
/// SIGKILL at random points of ingest, card, decision and claim, again and again on the same store. What was promised to a caller before the
/// kill must be true at the end: each 202, each answered click.
/// </summary>
[Trait("Kind", "Slow")]
[Collection(ProcessesCollection.Name)]
public sealed class KillTests
{
    private static readonly (string, string)[] Settings = [("Triage:UndoFor", "00:00:01"), ("Logging:LogLevel:Default", "Error")];

    [Fact]
    public Task A_Hundred_Kills_Lose_Nothing_Show_Everything_And_Make_No_Second_Holder() => LiveAndDieAsync(kills: 100, seed: 20261123);

    [Fact]
    public async Task Twenty_Kills_With_Redis_Lose_Nothing_Either()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await LiveAndDieAsync(kills: 20, seed: 7, ("Redis:ConnectionString", redis.ConnectionString));
    }

    private static async Task LiveAndDieAsync(int kills, int seed, params (string, string)[] more)
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        (string, string)[] settings = [.. Settings, .. more];
        var random = new Random(seed);
        var promised = new Promises();
        for (int life = 0; life < kills; life++)
        {
            await using ServiceProcess service = await ServiceProcess.StartAsync(folder, settings);
            var crowd = new Crowd(service.Http, promised, life, random.Next());
            (int mentions, int clicks) = (promised.Mentions.Count, promised.Clicks.Count);
            Task living = crowd.LiveAsync();
            if (life % 2 == 0)
            {
                // Every other life does at least something, however slow the machine is.
                await TestApp.Eventually(() => Task.FromResult(promised.Mentions.Count > mentions && promised.Clicks.Count > clicks), "a mention to be taken and a click to be answered");
            }

            await Task.Delay(random.Next(5, 600), TestContext.Current.CancellationToken);
            await service.KillAsync();
            await living;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills; promised: {promised.Mentions.Count} mentions, {promised.Clicks.Count} clicks");
        promised.Mentions.Count.ShouldBeGreaterThanOrEqualTo(kills / 2, "the lives were too short to show anything");
        promised.Clicks.Select(click => click.Verb).ShouldContain("customer-service");
        promised.Clicks.Select(click => click.Verb).ShouldContain("claim");
        StoredValues.RegisterHandlers();
        await using (var database = new SqliteDatabase($"Data Source={Path.Combine(folder, "chattriage.db")}", NullLogger<SqliteDatabase>.Instance))
        {
            await using (ServiceProcess quiet = await ServiceProcess.StartAsync(folder, settings))
            {
                // Rows that a killed pump had taken become free after half a minute.
                await TestApp.Eventually(async () => await CountAsync(database, "SELECT count(*) FROM outbox") == 0, "an empty outbox", seconds: 90);
            }

            await database.ShouldAddUpAsync();
            await ShouldKeepAsync(database, promised);
            await ShouldShowAsync(database);
        }

        (int exit, string output, string errors) = await ServiceProcess.RunAsync(folder, ["ledger"], settings);
        exit.ShouldBe(0, output + errors);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ShouldKeepAsync(SqliteDatabase database, Promises promised)
    {
        HashSet<string> stored = [.. await database.ReadAsync(connection => connection.QueryAsync<string>("SELECT external_id FROM mention"))];
        promised.Mentions.Where(mention => !stored.Contains(mention)).ShouldBeEmpty();
        HashSet<PromisedClick> written = [.. await database.ReadAsync(connection => connection.QueryAsync<PromisedClick>(
            "SELECT mention_id AS mention, card_version AS version, actor AS person, verb FROM ledger WHERE card_version IS NOT NULL"))];
        promised.Clicks.Where(click => !written.Contains(click)).ShouldBeEmpty();
    }

    /// <summary>Each open mention has its triage card once, and its desk's card once when it lies on a desk, both as the row is now.</summary>
    private static async Task ShouldShowAsync(SqliteDatabase database)
    {
        const string Cards =
            """
            SELECT count(*) FROM mention m WHERE m.state IN (@states) AND (
              SELECT count(*) FROM playground_message p
              WHERE p.channel = @channel AND p.deleted = 0 AND p.card LIKE '%"mention":' || m.id || ',"version":' || m.version || ',%') <> @times
            """;
        const string AnyCard = """SELECT count(*) FROM (SELECT 1 FROM playground_message WHERE channel IS NOT NULL AND deleted = 0 GROUP BY post_key, channel HAVING count(*) > 1)""";
        (await CountAsync(database, "SELECT count(*) FROM mention WHERE state = 'AwaitingTriage'")).ShouldBeGreaterThan(0);
        (await CountAsync(database, Cards.Replace("@states", "'AwaitingTriage','Routed','Claimed'", StringComparison.Ordinal), "playground:triage", 1)).ShouldBe(0);
        (await CountAsync(database, Cards.Replace("@states", "'Routed','Claimed','Answered'", StringComparison.Ordinal), "playground:customer-service", 1)).ShouldBe(0);
        (await CountAsync(database, Cards.Replace("@states", "'AwaitingTriage'", StringComparison.Ordinal), "playground:customer-service", 0)).ShouldBe(0);
        (await CountAsync(database, AnyCard)).ShouldBe(0);
    }

    private static Task<long> CountAsync(SqliteDatabase database, string sql, string channel = "", int times = 0) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, new { channel, times }));
}
