using System.Net;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Playground;

namespace ChatTriage.Tests.Observability;

/// <summary>What a service manager asks and demands: is it alive, can it work, please end.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Program_On_Embedded_Defaults_Is_Alive_And_Ready()
    {
        await using TestApp app = await TestApp.StartAsync();

        (await GetAsync(app.Http, "/health/live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await GetAsync(app.Http, "/health/ready")).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task Without_Redis_It_Is_Degraded_And_Still_Works()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { Redis = redis.ConnectionString });
        (await GetAsync(app.Http, "/health/ready")).ShouldBe((HttpStatusCode.OK, "Healthy"));

        await redis.KillAsync();

        await TestApp.Eventually(async () => await GetAsync(app.Http, "/health/ready") == (HttpStatusCode.OK, "Degraded"), "a degraded state without Redis");
        (await GetAsync(app.Http, "/health/live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        string status = (await new PlaygroundDriver(app.Http).AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString();
        status.ShouldContain("ChatTriage is degraded, and nothing is lost");
        status.ShouldContain("the database decides alone");
    }

    [Fact]
    public async Task Channel_That_Nobody_Serves_Makes_It_Degraded()
    {
        await using TestApp app = await TestApp.StartAsync(("Desks:PublicRelations:Channels:0", "slack:C1"));
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();

        (await people.ClickAsync(PlaygroundDriver.Owner, card, "public-reply")).Ok.ShouldBeTrue();

        await TestApp.Eventually(async () => await GetAsync(app.Http, "/health/ready") == (HttpStatusCode.OK, "Degraded"), "a degraded state with a paused channel");
        (await people.AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString().ShouldContain("slack:C1");
    }

    [Fact]
    public async Task Database_That_Cannot_Be_Read_Is_Not_Ready_But_Alive()
    {
        await using TestApp app = await TestApp.StartAsync();

        await app.Database.WriteAsync(session => Dapper.SqlMapper.ExecuteAsync(session.Connection, "ALTER TABLE rollup RENAME TO rollup_gone"));

        (await GetAsync(app.Http, "/health/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        (await GetAsync(app.Http, "/health/live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task Told_To_End_It_Ends_Well_Even_While_Somebody_Watches()
    {
        using var folder = new ScratchFolder();
        await using ServiceProcess service = await ServiceProcess.StartAsync(folder.Path);
        var people = new PlaygroundDriver(service.Http);
        await people.MentionWithCardAsync();
        await using EventStream watcher = await EventStream.OpenAsync(service.Http);
        await watcher.NextAsync();

        // The host would wait 30 s for open requests; the stream must end by itself before.
        int exitCode = await service.TerminateAsync().WaitAsync(TimeSpan.FromSeconds(20));

        exitCode.ShouldBe(0);
        (await watcher.EndsAsync()).ShouldBeTrue();
        File.Exists(Path.Combine(folder.Path, "chattriage.db-wal")).ShouldBeFalse("the write-ahead log is written back at a clean end");
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(HttpClient http, string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
