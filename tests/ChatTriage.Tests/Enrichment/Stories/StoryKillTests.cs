using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Claiming;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using ChatTriage.Tests.Reliability;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>A process is killed again and again while it moves thousands of similar mentions; another one goes on, and in the end each was moved once.</summary>
[Trait("Kind", "Slow")]
[Collection(ProcessesCollection.Name)]
public sealed class StoryKillTests
{
    private const int Copies = 3_000;

    [Fact]
    public async Task Killed_In_The_Middle_Of_Applying_It_Goes_On_Where_It_Was()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        StoredValues.RegisterHandlers();
        await using (var database = new SqliteDatabase($"Data Source={Path.Combine(folder, "chattriage.db")}", NullLogger<SqliteDatabase>.Instance))
        {
            await using (ServiceProcess service = await ServiceProcess.StartAsync(folder))
            {
                await OrderAsync(service);
                await service.KillAsync();
            }

            long moved = await MovedAsync(database);
            int lives = 0;
            while (moved < Copies && lives++ < 40)
            {
                await using ServiceProcess service = await ServiceProcess.StartAsync(folder);
                long before = moved;
                moved = await TestApp.Eventually(async () => await MovedAsync(database) is var now && (now > before || now == Copies) ? now : (long?)null, "more to be moved", seconds: 60) ?? 0;
                await service.KillAsync();
            }

            moved.ShouldBe(Copies);
            await database.ShouldAddUpAsync();
            (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM ledger WHERE verb = 'followed'"))).ShouldBe(Copies);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task OrderAsync(ServiceProcess service)
    {
        var people = new PlaygroundDriver(service.Http);
        ShownCard card = await people.MentionWithCardAsync(StoryStage.Text);
        await new IngestDriver(service.Http).SendLinesAsync(Enumerable.Range(1, Copies).Select(i => IngestDriver.Line($"c{i}", StoryStage.Text)));
        (await people.ClickAsync(PlaygroundDriver.Owner, card, "no-response", ("reason", "spam"))).Ok.ShouldBeTrue();
        ShownCard decided = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, card.Version);
        await people.ClickAsync(PlaygroundDriver.Owner, decided, "apply-similar");
        JsonObject preview = (await people.PrivateAsync(PlaygroundDriver.Owner))[^1]["card"]!.AsObject();
        JsonObject data = preview["actions"]![0]!["data"]!.DeepClone().AsObject();
        JsonObject answer = await people.PostAsync("/playground/api/click", new { person = PlaygroundDriver.Owner, messageId = 0, verb = "apply-all", data, inputs = new { }, timeZone = "UTC" });
        answer["ok"]!.GetValue<bool>().ShouldBeTrue(answer.ToJsonString());
    }

    private static Task<long> MovedAsync(SqliteDatabase database) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM mention WHERE state = @state AND story_id IS NOT NULL", new { state = MentionState.NoResponse.ToString() }));
}
