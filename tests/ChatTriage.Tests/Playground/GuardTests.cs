using System.Net;
using System.Text;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Playground;

/// <summary>Who reaches the playground may act as anybody. So only this machine reaches it, and only by its own page.</summary>
public sealed class GuardTests
{
    private static readonly string[] Paths = ["/playground/", "/playground/assets/app.js", "/playground/api/state", "/playground/api/messages?channel=playground:triage&before=9"];

    public static TheoryData<string> Verbs => [.. ChatTriage.Platforms.Verbs.All.Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Host", "localhost.evil.example:5080")]
    [InlineData("Host", "192.168.0.7")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy.example")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "chat.example")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Request_Under_Another_Name_Or_Through_A_Proxy_Finds_Nothing(string header, string value)
    {
        await using TestApp app = await TestApp.StartAsync();

        foreach (string path in Paths)
        {
            (await SendAsync(app, HttpMethod.Get, path, request => request.Headers.TryAddWithoutValidation(header, value))).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await SendAsync(app, HttpMethod.Post, "/playground/api/command", request =>
        {
            request.Headers.TryAddWithoutValidation(header, value);
            request.Content = Json("""{"person": "playground:olivia", "text": "/mentions help"}""");
        })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("[::1]")]
    public async Task This_Machines_Own_Names_Are_Let_In(string host)
    {
        await using TestApp app = await TestApp.StartAsync();

        (await SendAsync(app, HttpMethod.Get, "/playground/api/state", request => request.Headers.Host = $"{host}:5080")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A proxy on the same machine that hides itself cannot be told from a person there.</summary>
    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("true", HttpStatusCode.OK)]
    public async Task Beside_Real_Channels_It_Is_There_Only_When_It_Is_Wanted_By_Name(string? enabled, HttpStatusCode status)
    {
        await using TestApp app = await TestApp.StartAsync(
            ("Playground:Enabled", enabled), ("Triage:Channels:0", "slack:C1"), ("Triage:Owners:0", "slack:U1"), ("Desks:CustomerService:Channels:0", "slack:C2"), ("Desks:PublicRelations:Channels:0", "slack:C3"));

        (await SendAsync(app, HttpMethod.Get, "/playground/api/state", _ => { })).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Change_Without_The_Pages_Own_Header_Is_Refused()
    {
        await using TestApp app = await TestApp.StartAsync();
        using var stranger = new HttpClient { BaseAddress = app.Http.BaseAddress };

        foreach (string path in new[] { "click", "command", "mention" })
        {
            using StringContent body = Json("{}");
            using HttpResponseMessage answer = await stranger.PostAsync($"/playground/api/{path}", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("X-Playground");
        }

        using HttpResponseMessage deleted = await stranger.DeleteAsync("/playground/api/messages/1");
        deleted.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Page_May_Load_Only_Its_Own_Files_And_Stand_In_No_Frame()
    {
        await using TestApp app = await TestApp.StartAsync();

        foreach (string path in Paths)
        {
            using HttpResponseMessage answer = await app.Http.GetAsync(path);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldStartWith("default-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("script-src");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        }
    }

    [Fact]
    public async Task Switched_Off_It_Is_Not_There()
    {
        await using TestApp app = await TestApp.StartAsync(
            ("Playground:Enabled", "false"), ("Triage:Channels:0", "slack:C1"), ("Triage:Owners:0", "slack:U1"), ("Desks:CustomerService:Channels:0", "slack:C2"), ("Desks:PublicRelations:Channels:0", "slack:C3"),
            ("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"));

        foreach (string path in Paths)
        {
            using HttpResponseMessage answer = await app.Http.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        using HttpResponseMessage live = await app.Http.GetAsync("/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Body_That_Cannot_Be_Read_Is_The_Senders_Fault(string environment)
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { Environment = environment });

        foreach (string body in new[]
        {
            "{bad", "null", "[]", "", "{}", """{"person": 7}""", """{"person": "noah"}""", """{"person": "slack:U1", "data": {"mention": 1, "version": 1}}""",
            """{"person": "playground:noah", "verb": "claim"}""", """{"person": "playground:noah", "data": {"mention": "x", "version": 1}}""",
            """{"person": "playground:noah", "data": {"mention": [1], "version": {}}}""", """{"person": "playground:noah", "data": {"mention": 1.5, "version": 1}}""",
            """{"person": "playground:noah", "data": {"mention": 1, "mention": 2, "version": 1}}""", """{"person": "playground:noah", "person": "playground:olivia"}""",
        })
        {
            using StringContent content = Json(body);
            using HttpResponseMessage answer = await app.Http.PostAsync("/playground/api/click", content);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
            answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", body);
        }

        using var plain = new StringContent("{}", Encoding.UTF8, "text/plain");
        using HttpResponseMessage unsupported = await app.Http.PostAsync("/playground/api/click", plain);
        unsupported.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        app.Logs.Lines.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task Unknown_Button_Gets_A_Kind_Sentence_And_Leaves_No_Words_In_The_Log()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();

        ClickAnswer answer = await people.ClickAsync(PlaygroundDriver.Owner, card, "forged\nverb");

        answer.Ok.ShouldBeFalse();
        answer.Text.ShouldBe("This button is from an older version. The card above it will be renewed; please use its buttons.");
        app.Logs.Lines.ShouldNotContain(line => line.Text.Contains("forged", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Known_Button_Of_An_Unknown_Mention_Says_So(string verb)
    {
        await using TestApp app = await TestApp.StartAsync();
        var card = new ShownCard(1, Mention: 4711, Version: 1, "Triage", []);

        ClickAnswer answer = await new PlaygroundDriver(app.Http).ClickAsync(PlaygroundDriver.Owner, card, verb);

        (answer.Ok, answer.Text).ShouldBe((false, "This mention is not stored here any more."));
    }

    [Fact]
    public async Task Half_A_Character_In_A_Buttons_Data_Is_Not_There()
    {
        await using TestApp app = await TestApp.StartAsync();
        ShownCard card = await new PlaygroundDriver(app.Http).MentionWithCardAsync();
        using StringContent body = Json($$"""
            {"person": "playground:noah", "verb": "suggest", "data": {"mention": {{card.Mention}}, "version": {{card.Version}}, "role": "\ud800", "category": "\udc00"} }
            """);

        using HttpResponseMessage answer = await app.Http.PostAsync("/playground/api/click", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Please choose what you suggest");
    }

    [Fact]
    public async Task Other_Commands_Are_Answered_With_The_One_That_Is_Known()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);

        (await people.AskAsync(PlaygroundDriver.Owner, "/deploy now")).Text.ShouldBe("Only /mentions is known here. Try: /mentions help");
        (await people.AskAsync(PlaygroundDriver.Owner, "")).Ok.ShouldBeFalse();
        (await people.AskAsync(PlaygroundDriver.Owner, "/mentions", timeZone: "../../etc/passwd")).Card.ShouldNotBeNull();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(TestApp app, HttpMethod method, string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(method, path);
        change(request);
        using HttpResponseMessage answer = await app.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
