using System.Text;
using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;

namespace ChatTriage.Tests.Hostile;

/// <summary>Posts that try to be more than words are stored as they are, shown as words, and break nothing.</summary>
public sealed class HostileMentionTests
{
    private const string Ana = "playground:ana";

    public static TheoryData<string> Names => HostileTexts.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_Hostile_Post_Is_Only_Words_On_Every_Card_Of_Its_Life(string name)
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        string text = HostileTexts.All[name];
        string clean = text.Replace("\0", "", StringComparison.Ordinal);
        JsonObject author = new() { ["name"] = $"Olivia Ortiz\n{text[..Math.Min(text.Length, 300)]}", ["handle"] = $"olivia{HostileTexts.Canary}\u202E{{{{DATE(2020-01-01T00:00:00Z)}}}}", ["followers"] = 12 };
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("h", text, ("author", author), ("inReplyTo", text[..Math.Min(text.Length, 100)])))).ShouldCount(accepted: 1);
        Mention stored = (await app.StoredAsync("h"))!;
        stored.Text.ShouldBe(clean);

        // Triage, with a note that quotes it, then every state of a desk.
        ShownCard triage = await PresentAsync(app, people, PlaygroundDriver.Triage, stored.Id);
        await ClickAsync(people, PlaygroundDriver.Owner, triage, "note", ("note", clean[..Math.Min(clean.Length, 3000)]));
        triage = await PresentAsync(app, people, PlaygroundDriver.Triage, stored.Id);
        triage.State.ShouldBe("Needs a decision · Brightwater · Olivia Ortiz decides");
        await ClickAsync(people, PlaygroundDriver.Owner, triage, "customer-service");
        ShownCard desk = await PresentAsync(app, people, PlaygroundDriver.CustomerService, stored.Id);
        await ClickAsync(people, Ana, desk, "claim");
        desk = await PresentAsync(app, people, PlaygroundDriver.CustomerService, stored.Id);
        await app.AdvanceAsync(TimeSpan.FromMinutes(21));
        desk = await PresentAsync(app, people, PlaygroundDriver.CustomerService, stored.Id);
        ClickAnswer second = await people.ClickAsync("playground:carl", desk, "claim");
        second.Ok.ShouldBeFalse();
        await ClickAsync(people, Ana, desk, "mark-answered", ("answer", clean[..Math.Min(clean.Length, 3000)]), ("visibility", "public"));
        desk = await PresentAsync(app, people, PlaygroundDriver.CustomerService, stored.Id);
        await ClickAsync(people, Ana, desk, "reopen");
        triage = await PresentAsync(app, people, PlaygroundDriver.Triage, stored.Id);
        await PresentAsync(app, people, PlaygroundDriver.CustomerService, stored.Id);
        await ClickAsync(people, PlaygroundDriver.Owner, triage, "history");
        await ClickAsync(people, PlaygroundDriver.Owner, triage, "no-response", ("reason", "other"), ("reasonText", "spam"));
        await PresentAsync(app, people, PlaygroundDriver.Triage, stored.Id);

        foreach (string question in new[] { "brightwater today", "open", "mine", "status" })
        {
            (await people.AskAsync(Ana, $"/mentions {question}")).Card!.ShouldBeInert(HostileTexts.Canary);
        }

        await app.DrainOutboxAsync();
        foreach (JsonObject message in await people.MessagesAsync())
        {
            message["card"]!.ShouldBeInert(HostileTexts.Canary);
        }

        (await people.PrivateAsync(Ana)).ShouldNotBeEmpty("the holder was asked, and reopening showed nothing private");
        app.Logs.Lines.Where(line => line.Text.Contains(HostileTexts.Canary, StringComparison.Ordinal)).ShouldBeEmpty();
        app.Logs.Lines.Where(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error).ShouldBeEmpty();
        await app.ShouldAddUpAsync();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("https://good.example\\@evil.example/")]
    [InlineData(" https://good.example/")]
    [InlineData("//evil.example/x")]
    [InlineData("file:///etc/passwd")]
    public async Task A_Link_That_Is_No_Web_Address_Is_Rejected_With_Its_Field(string url)
    {
        await using TestApp app = await TestApp.StartAsync();
        IngestAnswer answer = await new IngestDriver(app.Http).SendLinesAsync(
            IngestDriver.Line("1", "brightwater", ("url", url)), IngestDriver.Line("2", "brightwater", ("author", new JsonObject { ["url"] = url })), IngestDriver.Line("3", "brightwater"));

        answer.ShouldCount(accepted: 1, rejected: 2);
        answer.Rejected.ShouldBe(["0 url", "1 author.url"]);
        answer.Body.ToJsonString().ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_Link_With_Hidden_Characters_Is_Shown_With_Their_Codes()
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "brightwater", ("url", "https://good.example/\u202Egnp.exe?q={{DATE(x)}}")))).ShouldCount(accepted: 1);

        ShownCard card = await PresentAsync(app, new PlaygroundDriver(app.Http), PlaygroundDriver.Triage, 1);
        card.Json.ShouldContain("\"https://good.example/%E2%80%AEgnp.exe?q=%7B%7BDATE(x)%7D%7D\"");
        (await new PlaygroundDriver(app.Http).AskAsync(Ana, "/mentions brightwater")).Card!.ShouldBeInert("gnp");
    }

    [Fact]
    public async Task Half_A_Character_And_Broken_Bytes_Become_The_Replacement_Character()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendAsync("""{"externalId": "escaped", "text": "brightwater \ud83d and \udca7 end"}""")).ShouldCount(accepted: 1);
        byte[] broken = [.. Encoding.UTF8.GetBytes("{\"externalId\": \"bytes\", \"text\": \"brightwater "), 0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80, .. Encoding.UTF8.GetBytes(" end\"}")];
        (await sender.SendAsync(new ByteArrayContent(broken), IngestDriver.NdJson)).ShouldCount(accepted: 1);

        (await app.StoredAsync("escaped"))!.Text.ShouldBe("brightwater \uFFFD and \uFFFD end");
        (await app.StoredAsync("bytes"))!.Text.ShouldSatisfyAllConditions(text => text.ShouldStartWith("brightwater \uFFFD("), text => text.ShouldEndWith("\uFFFD end"));
        await app.DrainOutboxAsync();
        (await new PlaygroundDriver(app.Http).CardsAsync(PlaygroundDriver.Triage)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Text_Above_A_Million_Characters_Is_Rejected_And_A_Million_Is_Shown_Cut()
    {
        await using TestApp app = await TestApp.StartAsync();
        IngestAnswer answer = await new IngestDriver(app.Http).SendLinesAsync(
            IngestDriver.Line("fits", $"brightwater {new string('x', 1_000_000 - 12)}"), IngestDriver.Line("too long", $"brightwater {new string('x', 1_000_000)}"));

        answer.ShouldCount(accepted: 1, rejected: 1);
        answer.Rejected.ShouldBe(["1 text"]);
        ShownCard card = await new PlaygroundDriver(app.Http).CardAsync(PlaygroundDriver.Triage, (await app.StoredAsync("fits"))!.Id);
        card.Json.Length.ShouldBeLessThan(10_000);
    }

    /// <summary>The same words reach the store, the cards, the questions and every refusal; none of them may reach a log.</summary>
    [Fact]
    public async Task Neither_Words_Of_Posts_Nor_Secrets_Reach_The_Logs()
    {
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        await using TestApp app = await TestApp.StartAsync(("Ingestion:Sources:signed:Secret", Secret));
        var people = new PlaygroundDriver(app.Http);
        var sender = new IngestDriver(app.Http);
        const string Word = HostileTexts.Canary;
        await sender.SendAsync(IngestDriver.Line(Word, $"brightwater {Word}", ("author", new JsonObject { ["name"] = Word, ["handle"] = Word }), ("brand", Word)));
        await sender.SendAsync(IngestDriver.Line("1", $"brightwater {Word}", ("author", new JsonObject { ["name"] = Word, ["handle"] = Word })));
        await sender.SendAsync(IngestDriver.Line("1", $"brightwater {Word} edited"));
        await sender.SendAsync($"{{\"externalId\": \"{Word}\", {Word}");
        await sender.SendLinesAsync($"{{\"text\": \"{Word}", $"{Word}");
        await sender.SendAsync(Word, $"text/{Word}");
        await new IngestDriver(app.Http, "signed").SendSignedAsync(IngestDriver.Line("1", Word), Secret, app.Clock.GetUtcNow());
        await new IngestDriver(app.Http, "signed").SendAsync(IngestDriver.Line("1", Word), IngestDriver.Json, ("webhook-signature", $"v1,{Word}"), ("webhook-id", Word), ("webhook-timestamp", Word));
        await new IngestDriver(app.Http, $"{Word}-source%0Aforged").SendAsync(IngestDriver.Line("1", Word));
        ShownCard card = await people.CardAsync(PlaygroundDriver.Triage, (await app.StoredAsync("1"))!.Id);
        await people.ClickAsync(PlaygroundDriver.Owner, card, "note", ("note", Word));
        await people.AskAsync(Ana, $"/mentions {Word} today");
        await app.DrainOutboxAsync();

        app.Logs.Lines.ShouldNotBeEmpty();
        app.Logs.Lines.Where(line => line.Text.Contains(Word, StringComparison.OrdinalIgnoreCase) || line.Text.Contains(Secret[6..], StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task ClickAsync(PlaygroundDriver people, string person, ShownCard card, string verb, params (string, string)[] inputs)
    {
        ClickAnswer answer = await people.ClickAsync(person, card, verb, inputs);
        (answer.Ok || verb == "history").ShouldBeTrue($"{verb}: {answer.Text}");
        answer.Card?.ShouldBeInert(HostileTexts.Canary);
    }

    /// <summary>The card once it shows the mention as it is now.</summary>
    private static async Task<ShownCard> PresentAsync(TestApp app, PlaygroundDriver people, string channel, long mention)
    {
        ShownCard card = await people.CardAsync(channel, mention, (await app.StoredAsync(mention)).Version - 1);
        card.Card.ShouldBeInert(HostileTexts.Canary);
        card.State.ShouldNotContain(HostileTexts.Canary);
        return card;
    }
}
