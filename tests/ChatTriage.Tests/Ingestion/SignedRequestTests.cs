using System.Net;
using System.Text;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Ingestion;

/// <summary>Who may send. The rules of the signature itself are held by <c>StandardWebhookTests</c>.</summary>
public sealed class SignedRequestTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd";
    private const string OtherSecret = "whsec_HxwdHhscGRoXGBUWExQREg8QDQ4LDAkKBwgFBgME";
    private static readonly string Body = IngestDriver.Line("1", "brightwater leaks");

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_Signed_Request_Is_Taken_And_Sending_It_Again_Changes_Nothing(string environment)
    {
        await using TestApp app = await StartAsync(environment, ("Ingestion:Sources:test:Secret", Secret));
        var sender = new IngestDriver(app.Http);
        DateTimeOffset sent = app.Clock.GetUtcNow();

        (await sender.SendSignedAsync(Body, Secret, sent)).ShouldCount(accepted: 1);
        (await sender.SendSignedAsync(Body, Secret, sent)).ShouldCount(duplicates: 1);
        (await app.VerbsAsync((await app.StoredAsync("1"))!.Id)).ShouldBe(["received"]);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        (await sender.SendSignedAsync(Body, Secret, sent)).ShouldBeRefused(HttpStatusCode.Unauthorized, "more than 5 minutes ago");
    }

    [Theory]
    [InlineData("Ingestion:Sources:test:Secret", Secret + " " + NewSecret, null)]
    [InlineData("Ingestion:Sources:test:Secret", Secret, NewSecret)]
    public async Task While_A_Secret_Is_Changed_Both_Are_Taken(string key, string first, string? second)
    {
        await using TestApp app = await StartAsync("Production", (key, first), ("Ingestion:Sources:test:Secrets:0", second ?? ""));
        var sender = new IngestDriver(app.Http);
        DateTimeOffset now = app.Clock.GetUtcNow();

        (await sender.SendSignedAsync(Body, Secret, now)).ShouldCount(accepted: 1);
        (await sender.SendSignedAsync(Body, NewSecret, now)).ShouldCount(duplicates: 1);
        (await sender.SendSignedAsync(Body, OtherSecret, now)).ShouldBeRefused(HttpStatusCode.Unauthorized, "does not fit");
    }

    [Fact]
    public async Task What_Is_Not_Rightly_Signed_Is_Refused_And_Nothing_Of_It_Is_Stored()
    {
        await using TestApp app = await StartAsync("Development", ("Ingestion:Sources:test:Secret", Secret));
        var sender = new IngestDriver(app.Http);
        DateTimeOffset now = app.Clock.GetUtcNow();

        (await sender.SendAsync(Body)).ShouldBeRefused(HttpStatusCode.Unauthorized, "webhook-id is missing");
        (await sender.SendSignedAsync(Body, OtherSecret, now)).ShouldBeRefused(HttpStatusCode.Unauthorized, "does not fit the body");
        (await sender.SendSignedAsync(Body, Secret, now.AddMinutes(-6))).ShouldBeRefused(HttpStatusCode.Unauthorized, "more than 5 minutes ago");
        (await sender.SendSignedAsync(Body, Secret, now.AddMinutes(6))).ShouldBeRefused(HttpStatusCode.Unauthorized, "more than 5 minutes ahead");
        (await sender.SendSignedAsync(Body, Secret, now, onTheWay: bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("leaks", "works", StringComparison.Ordinal))))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "does not fit the body");

        (await app.StoredCountAsync()).ShouldBe(0);
        string[] secrets = [Secret, OtherSecret, Secret[6..], OtherSecret[6..]];
        app.Logs.Lines.Where(line => secrets.Any(secret => line.Text.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Unsigned_Is_Taken_From_This_Machine_In_Development_Alone()
    {
        await using TestApp development = await TestApp.StartAsync();
        await using TestApp production = await StartAsync("Production");

        (await new IngestDriver(development.Http).SendAsync(Body)).ShouldCount(accepted: 1);
        (await new IngestDriver(production.Http).SendAsync(Body)).ShouldBeRefused(HttpStatusCode.Unauthorized, "Ingestion:Sources:test:Secret");
        foreach (string proxy in new[] { "X-Forwarded-For", "Forwarded" })
        {
            (await new IngestDriver(development.Http).SendAsync(Body, IngestDriver.Json, (proxy, "127.0.0.1"))).ShouldBeRefused(HttpStatusCode.Unauthorized, "has no secret");
        }

        (await production.StoredCountAsync()).ShouldBe(0);
        (await development.StoredCountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Many_Signed_Lines_Are_Verified_As_A_Whole_Before_The_First_Is_Stored()
    {
        await using TestApp app = await StartAsync("Production", ("Ingestion:Sources:test:Secret", Secret), ("Ingestion:MaxBodyBytes", "65536"));
        var sender = new IngestDriver(app.Http);
        string lines = string.Join('\n', Enumerable.Range(0, 2500).Select(i => IngestDriver.Line($"{i}", $"brightwater {i} {new string('x', 400)}")));
        lines.Length.ShouldBeGreaterThan(1_000_000);

        IngestAnswer tampered = await sender.SendSignedAsync(lines, Secret, app.Clock.GetUtcNow(), IngestDriver.NdJson, bytes => [.. bytes[..^10], (byte)'!', .. bytes[^9..]]);
        tampered.ShouldBeRefused(HttpStatusCode.Unauthorized, "does not fit the body");
        (await app.StoredCountAsync()).ShouldBe(0);

        (await sender.SendSignedAsync(lines, Secret, app.Clock.GetUtcNow(), IngestDriver.NdJson)).ShouldCount(accepted: 2500);
    }

    /// <summary>
    /// A signed body is kept on disk until its last byte proves who sent it, so that whoever can guess the time could fill the disk. Lines
    /// that are signed as a whole have a limit therefore, and one that announces more is refused before it is read.
    /// </summary>
    [Fact]
    public async Task A_Signed_Body_Cannot_Fill_The_Disk()
    {
        await using TestApp app = await StartAsync("Production", ("Ingestion:Sources:test:Secret", Secret));
        await using RawRequest request = await RawRequest.OpenAsync(
            app.Http.BaseAddress!,
            $"Content-Type: {IngestDriver.NdJson}",
            $"Content-Length: {5L * 1024 * 1024 * 1024}",
            "webhook-id: msg_1",
            $"webhook-timestamp: {app.Clock.GetUtcNow().ToUnixTimeSeconds()}",
            "webhook-signature: v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        (await request.StatusAsync()).ShouldBe(413);
    }

    private static Task<TestApp> StartAsync(string environment, params (string, string?)[] settings) =>
        TestApp.StartAsync(new TestAppOptions { Environment = environment, Settings = settings });
}
