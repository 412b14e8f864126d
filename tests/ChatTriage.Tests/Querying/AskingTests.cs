using System.Text.Json.Nodes;
using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;

namespace ChatTriage.Tests.Querying;

/// <summary><c>/mentions …</c> as people ask it.</summary>
public sealed class AskingTests
{
    /// <summary>The program's clock stands at 14:00 UTC: 19:45 in Kathmandu, where the day began at 18:15 UTC of the day before.</summary>
    [Fact]
    public async Task Today_Is_The_Day_Of_Whoever_Asks()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        (await new IngestDriver(app.Http).SendLinesAsync(
            At("1", "2026-11-22T18:14:59.999Z"), At("2", "2026-11-22T18:15:00Z"), At("3", "2026-11-22T23:00:00Z"), At("4", "2026-11-23T13:59:59Z"))).ShouldCount(accepted: 4);

        Title(await people.AskAsync("playground:noah", "/mentions brightwater today", "Asia/Kathmandu")).ShouldBe("Brightwater today: 3 mentions");
        Title(await people.AskAsync("playground:noah", "/mentions brightwater today", "Europe/Berlin")).ShouldBe("Brightwater today: 2 mentions");
        Title(await people.AskAsync("playground:noah", "/mentions brightwater today", "UTC")).ShouldBe("Brightwater today: 1 mention");
        Title(await people.AskAsync("playground:noah", "/mentions brightwater yesterday", "Asia/Kathmandu")).ShouldBe("Brightwater yesterday: 1 mention");
        Title(await people.AskAsync("playground:noah", "/mentions brand brightwater 7d", "UTC")).ShouldBe("Brightwater in the last 7 days: 4 mentions");
    }

    /// <summary>Somebody whose platform tells no zone.</summary>
    [Theory]
    [InlineData("Asia/Kathmandu", "Asia/Kathmandu, the brand's time zone")]
    [InlineData(null, "Europe/Berlin, the server's time zone")]
    public async Task The_Answer_Says_Whose_Clock_It_Goes_By(string? brands, string said)
    {
        await using TestApp app = await TestApp.StartAsync(("TimeZone", "Europe/Berlin"), ("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "brightwater"), ("Brands:0:TimeZone", brands));
        await new IngestDriver(app.Http).SendLinesAsync(At("1", "2026-11-23T10:00:00Z"));

        (await new PlaygroundDriver(app.Http).AskAsync("playground:noah", "/mentions brightwater today", timeZone: "")).Card!.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(said);
    }

    [Fact]
    public async Task The_Newest_Five_Come_With_Their_Links()
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http).SendLinesAsync(Enumerable.Range(1, 7).Select(i => At($"{i}", $"2026-11-23T10:0{i}:00Z")))).ShouldCount(accepted: 7);

        ClickAnswer answer = await new PlaygroundDriver(app.Http).AskAsync("playground:noah", "/mentions brightwater");

        Links(answer).ShouldBe(["https://example.com/posts/7", "https://example.com/posts/6", "https://example.com/posts/5", "https://example.com/posts/4", "https://example.com/posts/3"]);
        answer.Card!.ToJsonString().ShouldContain("Newest 5 of 7");
        Facts(answer).ShouldBe(new Dictionary<string, string> { ["Awaiting a decision"] = "7", ["Sentiment"] = "7 uncertain" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Open_And_Mine_Follow_What_People_Do()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        Title(await people.AskAsync("playground:ana", "/mentions open")).ShouldBe("Nothing is open");
        Title(await people.AskAsync("playground:ana", "/mentions mine")).ShouldBe("You hold nothing");

        ShownCard desk = await people.RoutedAsync("brightwater leaks");
        await people.MentionWithCardAsync("brightwater drips");
        (await people.ClickAsync("playground:ana", desk, "claim")).Ok.ShouldBeTrue();

        ClickAnswer open = await people.AskAsync("playground:noah", "/mentions open");
        Title(open).ShouldBe("2 open");
        Facts(open).ShouldBe(new Dictionary<string, string> { ["Awaiting a decision"] = "1", ["Being answered"] = "1" }, ignoreOrder: true);
        open.Card!.ToJsonString().ShouldContain("Ana Alves is answering");

        ClickAnswer mine = await people.AskAsync("playground:ana", "/mentions mine");
        Title(mine).ShouldBe("You hold one item");
        mine.Card!.ToJsonString().ShouldContain("yours until 15:30");
        Title(await people.AskAsync("playground:carl", "/mentions mine")).ShouldBe("You hold nothing");

        await app.AdvanceAsync(TimeSpan.FromMinutes(31));
        Title(await people.AskAsync("playground:ana", "/mentions mine")).ShouldBe("You hold nothing");
    }

    [Fact]
    public async Task Status_Says_In_Words_That_All_Is_Well_And_Counts_What_Is_Open()
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http).SendLinesAsync(IngestDriver.Line("1", "brightwater"), IngestDriver.Line("2", "clearspring"), IngestDriver.Line("3", "nobody"))).ShouldCount(accepted: 2, unmatched: 1);
        await app.DrainOutboxAsync();

        ClickAnswer status = await new PlaygroundDriver(app.Http).AskAsync("playground:noah", "/mentions status");

        Title(status).ShouldBe("ChatTriage is well");
        Dictionary<string, string> facts = Facts(status);
        (facts["Store"], facts["Cards waiting"], facts["Awaiting a decision"]).ShouldBe(("answers", "none", "1"));
        facts.ShouldNotContainKey("No brand matches");
    }

    [Theory]
    [InlineData("/mentions brihgtwater", "No brand is called 'brihgtwater'. Nearest: Brightwater, Clearspring.\n›brihgtwater‹\nTry: /mentions Brightwater today")]
    [InlineData("/mentions brightwater tomorrow", "'tomorrow' is not a period or filter; for posts with this word write \"tomorrow\".\nbrightwater ›tomorrow‹\nTry: /mentions Brightwater today")]
    [InlineData("/mentions brightwater lats week", "'lats week' is not a period or filter; nearest: last week.\nbrightwater ›lats week‹\nTry: /mentions Brightwater last week")]
    [InlineData("/remind me", "Only /mentions is known here. Try: /mentions help")]
    public async Task What_Is_Not_Understood_Gets_An_Example_That_Works(string typed, string answered)
    {
        await using TestApp app = await TestApp.StartAsync();
        ClickAnswer answer = await new PlaygroundDriver(app.Http).AskAsync("playground:noah", typed);
        (answer.Ok, answer.Text, answer.Card).ShouldBe((false, answered, null));
    }

    [Fact]
    public async Task Help_Names_What_Is_Watched_Here()
    {
        await using TestApp app = await TestApp.StartAsync();
        ClickAnswer help = await new PlaygroundDriver(app.Http).AskAsync("playground:noah", "/mentions");
        Title(help).ShouldBe("What you can ask");
        help.Card!.ToJsonString().ShouldContain("Watched: Brightwater, Clearspring");
        foreach (string form in Facts(help).Keys)
        {
            QuestionParser.Parse(form["/mentions ".Length..], ["Brightwater", "Clearspring"]).ShouldNotBeOfType<Question.NotUnderstood>(form);
        }
    }

    private static string At(string id, string publishedAt) => IngestDriver.Line(id, $"brightwater {id}", ("publishedAt", publishedAt));

    private static string Title(ClickAnswer answer) => (string)answer.Card!["body"]![0]!["text"]!;

    private static string[] Links(ClickAnswer answer) => [.. answer.Card!["body"]!.AsArray()
        .SelectMany(part => part!["items"]?.AsArray() ?? [])
        .SelectMany(part => part!["actions"]?.AsArray() ?? [])
        .Select(action => (string)action!["url"]!)];

    private static Dictionary<string, string> Facts(ClickAnswer answer) => answer.Card!["body"]!.AsArray()
        .SelectMany(part => part!["facts"]?.AsArray() ?? [])
        .ToDictionary(fact => (string)fact!["title"]!, fact => (string)fact!["value"]!);
}
