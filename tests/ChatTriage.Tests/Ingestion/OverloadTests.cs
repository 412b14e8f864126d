using System.Net;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Ingestion;

/// <summary>When there is too much to do, or the store is away: the sender keeps its mentions and learns when to come again.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task Beyond_The_Places_And_The_Line_A_Sender_Is_Told_To_Come_Again()
    {
        await using TestApp app = await TestApp.StartAsync(("Ingestion:MaxConcurrentRequests", "1"));
        string body = IngestDriver.Line("1", "brightwater");
        RawRequest[] slow = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RawRequest.OpenAsync(
            app.Http.BaseAddress!, $"Content-Type: {IngestDriver.Json}", $"Content-Length: {body.Length}")));

        // One is read, four wait in line, and the rest is refused while those five are still sending.
        await TestApp.Eventually(() => Task.FromResult(slow.Count(request => request.StatusAsync().IsCompletedSuccessfully) == 7), "seven refusals");
        IngestAnswer refused = await new IngestDriver(app.Http).SendAsync(body);
        refused.ShouldBeRefused(HttpStatusCode.TooManyRequests, "Send again after a second");
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));

        // Another source has places of its own.
        (await new IngestDriver(app.Http, "other").SendAsync(body)).ShouldCount(accepted: 1);

        RawRequest[] waiting = [.. slow.Where(request => !request.StatusAsync().IsCompleted)];
        await Task.WhenAll(waiting.Select(request => request.WriteAsync(body)));
        (await Task.WhenAll(slow.Select(request => request.StatusAsync()))).Order().ShouldBe([202, 202, 202, 202, 202, 429, 429, 429, 429, 429, 429, 429]);
        foreach (RawRequest request in slow)
        {
            await request.DisposeAsync();
        }
    }

    /// <summary>Microsoft.Data.Sqlite waits 30 seconds for a lock unless told otherwise: longer than any sender or chat platform waits for its answer.</summary>
    [Fact]
    public async Task While_The_Store_Cannot_Be_Written_Senders_Keep_Their_Mentions_And_Clicks_Get_A_Clear_Sentence()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync("brightwater leaks");
        string body = IngestDriver.Line("kept", "brightwater drips");
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "chattriage.db")};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using SqliteTransaction held = other.BeginTransaction(deferred: false);

            Task<IngestAnswer> sending = new IngestDriver(app.Http).SendAsync(body);
            Task<ClickAnswer> clicking = people.ClickAsync(PlaygroundDriver.Owner, card, "public-reply");
            IngestAnswer away = await sending;
            away.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "Keep the mentions");
            away.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));
            ClickAnswer click = await clicking;
            (click.Ok, click.Text).ShouldBe((false, "ChatTriage cannot reach its store right now, so nothing was changed. Please try again in a moment."));
            (await app.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        // Nobody sends anything to a service that is not ready, so it must find out by itself that the trouble is over.
        (await app.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await new IngestDriver(app.Http).SendAsync(body)).ShouldCount(accepted: 1);
        (await people.ClickAsync(PlaygroundDriver.Owner, card, "public-reply")).Ok.ShouldBeTrue();
        await app.ShouldAddUpAsync();
    }
}
