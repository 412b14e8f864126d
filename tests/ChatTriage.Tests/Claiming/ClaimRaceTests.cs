using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Tests.Claiming;

/// <summary>Two hundred people press at once, through two programs on one database, with one Redis and with none.</summary>
[Trait("Kind", "Slow")]
[Collection(ProcessesCollection.Name)]
public sealed class ClaimRaceTests
{
    private const int Mentions = 20;
    private const int Claimers = 200;

    [Fact]
    public async Task Two_Programs_With_One_Redis_Give_Each_Mention_To_One_Of_Two_Hundred()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await RaceAsync(("Redis:ConnectionString", redis.ConnectionString));
    }

    [Fact]
    public Task Two_Programs_Without_Redis_Give_Each_Mention_To_One_Of_Two_Hundred() => RaceAsync();

    private static async Task RaceAsync(params (string Key, string Value)[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        await using (ServiceProcess one = await ServiceProcess.StartAsync(folder, settings))
        await using (ServiceProcess two = await ServiceProcess.StartAsync(folder, settings))
        {
            PlaygroundDriver[] programs = [new(one.Http), new(two.Http)];
            StoredValues.RegisterHandlers();
            await using var database = new SqliteDatabase($"Data Source={Path.Combine(folder, "chattriage.db")}", NullLogger<SqliteDatabase>.Instance);
            for (int mention = 0; mention < Mentions; mention++)
            {
                ShownCard card = await programs[mention % 2].RoutedAsync();
                card = await OneWinnerAsync(programs, card, Claimers, database, claims: 1);
                card = await OneWinnerAsync(programs, card, Claimers / 10, database, claims: 2);
                long[] grants = (await database.HistoryAsync(card.Mention)).Grants();
                grants.Length.ShouldBe(2);
                grants[1].ShouldBeGreaterThan(grants[0]);
            }

            await database.ShouldAddUpAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Everybody presses; the one who got it gives it back. The card of the free item.</summary>
    private static async Task<ShownCard> OneWinnerAsync(PlaygroundDriver[] programs, ShownCard free, int claimers, Database database, int claims)
    {
        ClickAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, claimers).Select(i => programs[i % 2].ClickAsync($"playground:person{i}", free, "claim")));
        int winner = Array.FindIndex(answers, answer => answer.Ok);
        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Text!.Contains($"person{winner} is answering since"));
        (await database.HistoryAsync(free.Mention)).Count(line => line.Verb == "claim").ShouldBe(claims);

        ShownCard held = await programs[0].CardAsync(PlaygroundDriver.CustomerService, free.Mention, newerThan: free.Version);
        (await programs[1].ClickAsync($"playground:person{winner}", held, "release")).Ok.ShouldBeTrue();
        return await programs[0].CardAsync(PlaygroundDriver.CustomerService, free.Mention, newerThan: held.Version);
    }
}
