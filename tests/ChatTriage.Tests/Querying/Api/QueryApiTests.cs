using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Microsoft.Extensions.Configuration;

namespace ChatTriage.Tests.Querying.Api;

/// <summary>The questions of <c>/mentions</c> over HTTP, for a dashboard with a token.</summary>
public sealed class QueryApiTests
{
    private const string Token = "0123456789abcdef0123456789abcdef-dashboard";
    private static readonly (string, string?)[] On = [("Api:Tokens:0:Name", "dashboard"), ("Api:Tokens:0:Token", Token)];

    [Fact]
    public async Task A_Question_Is_Answered_With_Exact_Counts_And_A_Page_At_A_Time()
    {
        await using TestApp app = await TestApp.StartAsync(On);
        (await new IngestDriver(app.Http).SendLinesAsync(Enumerable.Range(1, 7).Select(i => At($"{i}", $"2026-11-23T10:0{i}:00Z", Words(i))))).ShouldCount(accepted: 7);

        JsonObject first = await OkAsync(app, "brightwater today");
        ((long)first["total"]!).ShouldBe(7);
        ((long)first["byState"]!["AwaitingTriage"]!).ShouldBe(7);
        first["bySentiment"]!.AsObject().Sum(tone => (long)tone.Value!).ShouldBe(7);
        ((string?)first["brand"]).ShouldBe("Brightwater");
        ((string?)first["window"]!["from"]).ShouldBe("2026-11-23T00:00:00+00:00");
        first["mentions"]!.AsArray().Select(mention => (string?)mention!["url"]).ShouldBe([.. Enumerable.Range(3, 5).Reverse().Select(i => $"https://example.com/posts/{i}")]);

        JsonObject second = await OkAsync(app, "brightwater today", after: (string)first["next"]!);
        second["mentions"]!.AsArray().Select(mention => (string?)mention!["url"]).ShouldBe(["https://example.com/posts/2", "https://example.com/posts/1"]);
        second["next"].ShouldBeNull();
    }

    [Fact]
    public async Task The_Time_Before_Is_Counted_By_State_And_Tone_Too()
    {
        await using TestApp app = await TestApp.StartAsync(On);
        (await new IngestDriver(app.Http).SendLinesAsync(
            At("1", "2026-11-22T10:00:00Z", Words(1)), At("2", "2026-11-23T10:00:00Z", Words(2)), At("3", "2026-11-23T11:00:00Z", Words(3)))).ShouldCount(accepted: 3);

        JsonObject compared = (await OkAsync(app, "brightwater today vs yesterday"))["compared"]!.AsObject();

        ((long)compared["nowTotal"]!, (long)compared["beforeTotal"]!).ShouldBe((2, 1));
        ((long)compared["nowByState"]!["AwaitingTriage"]!, (long)compared["beforeByState"]!["AwaitingTriage"]!).ShouldBe((2, 1));
        (compared["nowBySentiment"]!.AsObject().Sum(tone => (long)tone.Value!), compared["beforeBySentiment"]!.AsObject().Sum(tone => (long)tone.Value!)).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("../../etc/hostname")]
    [InlineData("Mars/Olympus")]
    public async Task A_Zone_That_There_Is_Not_Is_Refused(string zone)
    {
        await using TestApp app = await TestApp.StartAsync(On);
        using HttpResponseMessage response = await SendAsync(app, $"q=brightwater&tz={Uri.EscapeDataString(zone)}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("tz must be a time zone");
    }

    [Fact]
    public async Task The_Day_Is_The_One_Of_The_Zone_That_Is_Named()
    {
        await using TestApp app = await TestApp.StartAsync(On);
        (await new IngestDriver(app.Http).SendLinesAsync(At("1", "2026-11-22T18:14:59.999Z", Words(1)), At("2", "2026-11-22T18:15:00Z", Words(2)))).ShouldCount(accepted: 2);

        JsonObject answer = await OkAsync(app, "brightwater today", zone: "asia/kathmandu");
        ((long)answer["total"]!).ShouldBe(1);
        ((string?)answer["window"]!["timeZone"]).ShouldBe("Asia/Kathmandu");
        ((string?)answer["window"]!["from"]).ShouldBe("2026-11-22T18:15:00+00:00");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef-dashboarD")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef-dashboar")]
    [InlineData("Basic 0123456789abcdef0123456789abcdef-dashboard")]
    public async Task Without_A_Token_Of_Ours_Nothing_Is_Told(string? authorization)
    {
        await using TestApp app = await TestApp.StartAsync(On);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/mentions/query?q=brightwater");
        _ = authorization is not null && request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using HttpResponseMessage response = await app.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("rightwater");
    }

    [Fact]
    public async Task Without_Any_Token_In_The_Settings_The_Api_Is_Off()
    {
        await using TestApp app = await TestApp.StartAsync();
        using HttpResponseMessage response = await SendAsync(app, "q=brightwater");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Api:Tokens");
    }

    [Theory]
    [InlineData("q=brightwaterr%20today", "q")]
    [InlineData("q=open", "q")]
    [InlineData("", "q")]
    [InlineData("q=brightwater&tz=Mars/Olympus", "tz")]
    [InlineData("q=brightwater&after=yesterday", "after")]
    public async Task A_Wrong_Request_Names_The_Parameter(string query, string field)
    {
        await using TestApp app = await TestApp.StartAsync(On);
        using HttpResponseMessage response = await SendAsync(app, query);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonObject problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        ((string?)problem["field"]).ShouldBe(field);
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("q=brightwater")]
    [InlineData("q=nonsense")]
    public async Task An_Answer_Is_Kept_By_No_Cache(string query)
    {
        await using TestApp app = await TestApp.StartAsync(On);
        using HttpResponseMessage response = await SendAsync(app, query);
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task What_Was_Asked_Stands_In_No_Log()
    {
        await using TestApp app = await TestApp.StartAsync(On);
        await OkAsync(app, "brightwater today");
        (await SendAsync(app, "q=zanzibar-secret")).Dispose();

        app.Logs.Lines.ShouldContain(line => line.Text.Contains("The API answered dashboard", StringComparison.Ordinal));
        app.Logs.Lines.ShouldNotContain(line => line.Text.Contains("zanzibar", StringComparison.OrdinalIgnoreCase) || line.Text.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Description_Holds_What_The_Api_Answers()
    {
        await using TestApp app = await TestApp.StartAsync(On);
        JsonObject document = JsonNode.Parse(await app.Http.GetStringAsync("/openapi/v1.json"))!.AsObject();

        document["paths"]!.AsObject().Select(path => path.Key).ShouldBe(["/api/mentions/query"]);
        JsonObject get = document["paths"]!["/api/mentions/query"]!["get"]!.AsObject();
        get["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]).ShouldBe(["q", "tz", "after"]);
        get["parameters"]!.AsArray().Select(parameter => (bool?)parameter!["required"] ?? false).ShouldBe([true, false, false]);
        get["parameters"]!.AsArray().ShouldAllBe(parameter => ((string?)parameter!["description"] ?? "").Length > 20);
        get["responses"]!.AsObject().Select(response => response.Key).ShouldBe(["200", "400", "401", "404", "429", "503"], ignoreOrder: true);
        string schema = ((string)get["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!).Split('/')[^1];
        IEnumerable<string> described = document["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(property => property.Key);
        described.ShouldBe((await OkAsync(app, "brightwater today")).Select(member => member.Key), ignoreOrder: true);
        document["components"]!["securitySchemes"]!["token"]!["scheme"]!.ToString().ShouldBe("bearer");
    }

    [Fact]
    public async Task A_Token_That_Is_Taken_Out_Of_The_Settings_Ends_At_Once_And_A_New_One_Begins()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("live.json", Settings("old", Token));
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Configuration.AddJsonFile(file, optional: false, reloadOnChange: true) });
        await OkAsync(app, "brightwater");

        await TestApp.Eventually(
            async () =>
            {
                // A change within the file system's own second may pass unnoticed.
                await File.WriteAllTextAsync(file, Settings("new", $"{Token}-2"));
                return (await SendAsync(app, "q=brightwater")).StatusCode == HttpStatusCode.Unauthorized;
            },
            "the old token ends");
        (await SendAsync(app, "q=brightwater", $"{Token}-2")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string Settings(string name, string token) =>
        new JsonObject { ["Api"] = new JsonObject { ["Tokens"] = new JsonArray(new JsonObject { ["Name"] = name, ["Token"] = token }) } }.ToJsonString();

    private static async Task<JsonObject> OkAsync(TestApp app, string question, string? zone = null, string? after = null)
    {
        string query = $"q={Uri.EscapeDataString(question)}{(zone is null ? "" : $"&tz={Uri.EscapeDataString(zone)}")}{(after is null ? "" : $"&after={after}")}";
        using HttpResponseMessage response = await SendAsync(app, query);
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    private static async Task<HttpResponseMessage> SendAsync(TestApp app, string query, string token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/mentions/query?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await app.Http.SendAsync(request);
    }

    /// <summary>Told apart, so that none joins the story of another.</summary>
    private static string Words(int i) => $"Brightwater {new string((char)('a' + i), 4 + i)} number {i * 7919} {Guid.CreateVersion7():N}";

    private static string At(string id, string time, string text) => IngestDriver.Line(id, text, ("publishedAt", time));
}
