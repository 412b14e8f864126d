using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using ChatTriage.Tests.Reliability;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>Five thousand people pass the same post on within a minute.</summary>
public sealed class StoryFloodTests
{
    private const int Copies = 5_000;
    private const int Seconds = 60;

    [Fact]
    public async Task Flood_Is_One_Card_With_A_Count_That_Changes_A_Few_Times_A_Minute()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        var sender = new IngestDriver(story.App.Http);
        string[] tails = ["", " #fail", " wow", " seriously?", " https://t.co/x", " @shop", "!!", " 😡", " lol", " again"];
        for (int second = 0; second < Seconds; second++)
        {
            int from = second * Copies / Seconds, to = (second + 1) * Copies / Seconds;
            (await sender.SendLinesAsync(Enumerable.Range(from, to - from).Select(i => IngestDriver.Line($"c{i}", $"RT @fan{i}: {StoryStage.Text}{tails[i % tails.Length]}"))))
                .Status.ShouldBe(System.Net.HttpStatusCode.Accepted);
            await story.App.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        FakeCall[] calls = [.. story.Platform.Calls.Where(call => call.Address == FakePlatform.Triage)];
        calls.Count(call => call.Kind == "post").ShouldBe(1);
        calls.Count(call => call.Kind == "update").ShouldBeInRange(3, 6);
        await story.App.AdvanceAsync(TimeSpan.FromSeconds(16));
        story.Platform.In(FakePlatform.Triage).ShouldHaveSingleItem().Card.Json.ShouldContain($"+{(Copies - 1).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} similar");
        (await story.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM mention WHERE state = 'Merged'"))).ShouldBe(Copies - 1);
        await story.App.ShouldAddUpAsync();
    }

    /// <summary>A story that grows while its card waits behind others goes before them.</summary>
    [Fact]
    public async Task Growing_Story_Gets_Its_First_Card_Before_Others()
    {
        var platform = new FakePlatform { Behave = _ => Task.FromResult<FakeFault?>(new FakeFault(new DeliveryResult(DeliveryOutcome.Later, RetryAfter: TimeSpan.FromMinutes(1)))) };
        await using OutboxStory story = await OutboxStory.BeginAsync(platform);
        long first = await story.SendAsync(StoryStage.Text);
        await TestApp.Eventually(
            () => story.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM outbox WHERE attempts > 0 AND state = 'ready')")), "the card to be turned away");

        await new IngestDriver(story.App.Http).SendLinesAsync(Enumerable.Range(0, 1_200).Select(i => IngestDriver.Line($"c{i}", StoryStage.Text)));

        Mention leader = await story.App.StoredAsync(first);
        leader.Urgency.ShouldBeGreaterThanOrEqualTo(40);
        leader.UrgencyWhy.ShouldNotBeNull().ShouldContain("1,000 others say the same", customMessage: "said when that many had come");
        leader.Version.ShouldBe(1);
        (await story.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM outbox WHERE mention_id = @first", new { first }))).ShouldBe(1);
        (await story.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT min(priority) FROM outbox WHERE mention_id = @first", new { first })))
            .ShouldBe((long)new ChatTriage.Enrichment.Urgency(leader.Urgency, null).Priority);
    }
}
