using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Playground;

/// <summary>The page is told of every change as it happens, once, in order, whoever made it.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task Reader_That_Comes_Back_Gets_What_It_Missed_And_Nothing_Twice()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await people.MentionWithCardAsync();
        string last;
        await using (EventStream first = await EventStream.OpenAsync(app.Http))
        {
            await first.NextAsync();
            last = first.LastId;
        }

        for (int i = 0; i < 5; i++)
        {
            await people.MentionWithCardAsync($"@brightwater {i}");
        }

        await using EventStream again = await EventStream.OpenAsync(app.Http, after: 0, lastEventId: last);
        var seen = new List<long>();
        for (int i = 0; i < 5; i++)
        {
            seen.Add((long)(await again.NextAsync())["seq"]!);
        }

        seen.ShouldBe(Enumerable.Range(1, 5).Select(step => long.Parse(last, System.Globalization.CultureInfo.InvariantCulture) + step));
    }

    [Fact]
    public async Task More_Than_One_Page_Of_Changes_Arrives_Without_A_Gap()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        JsonObject[] posts = [.. Enumerable.Range(0, 450).Select(i => new JsonObject { ["externalId"] = $"{i}", ["text"] = $"@brightwater {i}" })];
        (await app.PostAsync("/ingest/test", posts))["accepted"]!.GetValue<long>().ShouldBe(450);
        await app.DrainOutboxAsync();

        await using EventStream stream = await EventStream.OpenAsync(app.Http);
        var ids = new HashSet<long>();
        long before = 0;
        while (ids.Count < 450)
        {
            JsonObject message = await stream.NextAsync();
            ((long)message["seq"]!).ShouldBeGreaterThan(before);
            before = (long)message["seq"]!;
            ids.Add((long)message["id"]!).ShouldBeTrue("each message once");
        }
    }

    [Fact]
    public async Task Every_Reader_Gets_Every_Change()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        EventStream[] readers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => EventStream.OpenAsync(app.Http)));

        ShownCard card = await people.MentionWithCardAsync();
        (await people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service")).Ok.ShouldBeTrue();

        foreach (EventStream reader in readers)
        {
            await reader.NextAsync(message => (long)message["id"]! == card.MessageId && message["card"]!.ToJsonString().Contains("On the customer service desk", StringComparison.Ordinal));
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task Change_Made_By_Another_Process_Arrives_Too()
    {
        await using TestApp app = await TestApp.StartAsync();
        await using EventStream stream = await EventStream.OpenAsync(app.Http);
        await using ServiceProcess other = await ServiceProcess.StartAsync(app.Folder);
        var there = new PlaygroundDriver(other.Http);

        ShownCard card = await there.MentionWithCardAsync("a filter of @brightwater");
        await there.ClickAsync("playground:noah", card, "history");

        await stream.NextAsync(message => message["card"]!.ToJsonString().Contains("filter of", StringComparison.Ordinal));
        JsonObject private_ = await stream.NextAsync(message => (string?)message["to"] == "playground:noah");
        ((string?)private_["channel"]).ShouldBe(PlaygroundDriver.Triage);
    }

    [Fact]
    public async Task Deleted_Card_Is_Posted_Again_With_The_Next_Change()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        await using EventStream stream = await EventStream.OpenAsync(app.Http);

        (await app.Http.DeleteAsync($"/playground/api/messages/{card.MessageId}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await app.Http.DeleteAsync($"/playground/api/messages/{card.MessageId}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await stream.NextAsync(message => (long)message["id"]! == card.MessageId && (bool)message["deleted"]!);
        (await people.CardsAsync(PlaygroundDriver.Triage)).ShouldBeEmpty();
        (await people.ClickAsync("playground:noah", card, "note", ("note", "still here"))).Ok.ShouldBeTrue();

        ShownCard again = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        again.MessageId.ShouldNotBe(card.MessageId);
        again.Json.ShouldContain("still here");
        await app.DrainOutboxAsync();
        (await people.CardsAsync(PlaygroundDriver.Triage)).Count.ShouldBe(1);
    }
}
