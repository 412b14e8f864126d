using System.Net;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Querying;

/// <summary>The buttons under an answer, on the playground.</summary>
public sealed class PressedAnswerTests
{
    private const string Noah = "playground:noah";

    [Fact]
    public async Task Next_Goes_On_Where_The_Page_Ended_Whatever_Came_In_Meanwhile()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await SendAsync(app, Enumerable.Range(1, 12));
        JsonObject first = (await people.AskAsync(Noah, "/mentions brightwater today")).Card.ShouldNotBeNull();
        await SendAsync(app, Enumerable.Range(13, 3));

        JsonObject second = (await people.PressAsync(Noah, first, "Next")).Card.ShouldNotBeNull();
        JsonObject third = (await people.PressAsync(Noah, second, "Next")).Card.ShouldNotBeNull();

        Posts(first).Concat(Posts(second)).Concat(Posts(third)).ShouldBe(Enumerable.Range(1, 12).Reverse().Select(id => $"https://example.com/posts/{id}"));
        third.ToJsonString().ShouldNotContain("\"next\"");
        (await people.PressAsync(Noah, second, "Next")).Card.ShouldNotBeNull().ToJsonString().ShouldBe(third.ToJsonString(), "the same button gives the same page");
    }

    [Fact]
    public async Task Only_Unanswered_Narrows_The_Answer_Down()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard desk = await people.RoutedAsync("brightwater leaks");
        await people.MentionWithCardAsync("brightwater drips");
        (await people.ClickAsync("playground:ana", desk, "claim")).Ok.ShouldBeTrue();
        ShownCard claimed = await people.CardAsync(PlaygroundDriver.CustomerService, desk.Mention, newerThan: desk.Version);
        (await people.ClickAsync("playground:ana", claimed, "mark-answered", ("answer", "done"), ("visibility", "private"))).Ok.ShouldBeTrue();
        JsonObject all = (await people.AskAsync(Noah, "/mentions brightwater")).Card.ShouldNotBeNull();

        JsonObject open = (await people.PressAsync(Noah, all, "Only unanswered")).Card.ShouldNotBeNull();

        Posts(all).Length.ShouldBe(2);
        Posts(open).Length.ShouldBe(1);
        open.ToJsonString().ShouldContain("drips");
        open.ToJsonString().ShouldNotContain("Only unanswered");
    }

    [Fact]
    public async Task A_Button_That_Carries_No_Question_Does_Nothing()
    {
        await using TestApp app = await TestApp.StartAsync();
        foreach (string? ask in new[] { null, "", "x", "1||", "9999999999999||brightwater", "253402300799||brightwater today", "0||brightwater last month vs last week", "1|9223372036854775807-9223372036854775807|brightwater", new string('1', 3000) })
        {
            using HttpResponseMessage answer = await app.Http.PostAsync(
                new Uri("/playground/api/click", UriKind.Relative), new StringContent(new JsonObject { ["person"] = Noah, ["verb"] = "next", ["data"] = new JsonObject { ["ask"] = ask } }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
            ((int)answer.StatusCode).ShouldBeLessThan(500, ask);
        }
    }

    [Fact]
    public async Task Csv_Is_A_Link_For_The_Asker_And_The_First_Browser_Alone()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        (await new IngestDriver(app.Http).SendLinesAsync(
            IngestDriver.Line("1", "=brightwater|'calc'!A1", ("publishedAt", "2026-11-23T13:00:00Z")), IngestDriver.Line("2", "brightwater, \"quoted\"\nand broken", ("publishedAt", "2026-11-23T13:01:00Z")))).ShouldCount(accepted: 2);
        JsonObject card = (await people.AskAsync(Noah, "/mentions brightwater today")).Card.ShouldNotBeNull();

        (await people.PressAsync(Noah, card, "CSV")).Ok.ShouldBeTrue();
        Uri link = LinkOf((await people.PrivateAsync(Noah))[^1]);

        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = app.Http.BaseAddress };
        using var another = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = app.Http.BaseAddress };

        // Whatever only looks at the link takes nothing away.
        for (int look = 0; look < 3; look++)
        {
            (await another.GetStringAsync(link)).ShouldContain("Download CSV");
        }

        using HttpResponseMessage file = await browser.PostAsync(link, content: null);
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Content.Headers.ContentDisposition.FileName.ShouldBe("brightwater-today-2026-11-23.csv");
        (file.Headers.CacheControl!.NoStore, file.Headers.GetValues("X-Content-Type-Options").Single(), file.Headers.GetValues("Referrer-Policy").Single()).ShouldBe((true, "nosniff", "no-referrer"));
        byte[] bytes = await file.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe(System.Text.Encoding.UTF8.GetPreamble());
        string text = System.Text.Encoding.UTF8.GetString(bytes[3..]);
        text.ShouldStartWith("id,brand,source,observed at,received at,author,handle,followers,language,sentiment,confidence,text,link,state,category,reason,decided by,decided at,holder,lease until,answered by,answered at,answer,answer is public,story\r\n");
        text.ShouldContain(",'=brightwater|'calc'!A1,https://example.com/posts/1,AwaitingTriage,");
        text.ShouldContain(",\"brightwater, \"\"quoted\"\"\nand broken\",");
        text.ShouldContain(",2026-11-23T13:00:00.000Z,");

        (await browser.PostAsync(link, content: null)).StatusCode.ShouldBe(HttpStatusCode.OK, "the same browser may try again");
        (await another.PostAsync(link, content: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await another.GetAsync(new Uri(link, $"{link.AbsolutePath[..^4]}AAAA"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>White space, padding and the bits that pad the last letter mean nothing in base64url, so the same address has many spellings.</summary>
    [Fact]
    public async Task A_Download_Link_That_Is_Spelt_Otherwise_Is_The_Same_Link()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await SendAsync(app, [1]);
        await people.PressAsync(Noah, (await people.AskAsync(Noah, "/mentions brightwater today")).Card.ShouldNotBeNull(), "CSV");
        Uri link = LinkOf((await people.PrivateAsync(Noah))[^1]);
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        (await browser.PostAsync(link, content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (string more in new[] { "%20", "%20%20%20%20", "%0A%0A%0A%0A", "=", "==", "=%20%20%20" })
        {
            using var another = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
            (await another.PostAsync(new Uri($"{link}{more}"), content: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound, more);
        }

        (await browser.PostAsync(new Uri($"{link}%20%20%20%20"), content: null)).StatusCode.ShouldBe(HttpStatusCode.OK, "it is the same link, so the first browser's sign holds for it");
    }

    [Fact]
    public async Task A_Download_That_The_Store_Could_Not_Give_Is_Not_Used_Up()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await SendAsync(app, [1]);
        await people.PressAsync(Noah, (await people.AskAsync(Noah, "/mentions brightwater today")).Card.ShouldNotBeNull(), "CSV");
        Uri link = LinkOf((await people.PrivateAsync(Noah))[^1]);
        await app.DrainOutboxAsync();

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "chattriage.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("BEGIN IMMEDIATE");
            using HttpResponseMessage away = await app.Http.PostAsync(link, content: null);
            away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await away.Content.ReadAsStringAsync()).ShouldContain("Download CSV");
        }

        (await app.Http.PostAsync(link, content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Uri LinkOf(JsonObject message) => new((string)CardFiles.Objects(message["card"]).First(found => (string?)(found["type"] as JsonValue) == "Action.OpenUrl")["url"]!);

    private static async Task SendAsync(TestApp app, IEnumerable<int> ids) =>
        (await new IngestDriver(app.Http).SendLinesAsync(ids.Select(id => IngestDriver.Line($"{id}", $"brightwater {id}", ("publishedAt", $"2026-11-23T10:{id:00}:00Z"))))).Rejected.ShouldBeEmpty();

    private static string[] Posts(JsonObject card) => [.. CardFiles.Objects(card).Where(found => (string?)(found["title"] as JsonValue) == "Open original").Select(action => (string)action["url"]!)];
}
