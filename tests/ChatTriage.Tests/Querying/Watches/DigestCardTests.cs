using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms.Slack;
using ChatTriage.Platforms.Teams;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Watches;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Hostile;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using ChatTriage.Tests.Querying.Answers;
using ChatTriage.Tests.Reliability;
using ChatTriage.Tests.Slack;
using ChatTriage.Tests.Teams;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>A digest is two cards in one: whatever stands on either, every platform takes both together, and it can be stopped from there.</summary>
public sealed class DigestCardTests
{
    private const string Ordinary = "ordinary";
    private static readonly CardLibrary Library = new(Repository.At("cards"), ["teams", "slack"]);
    private static readonly ChartData Charts = new(new ChartLinks(new EphemeralDataProtectionProvider()));

    /// <summary>Each platform with and without an address for its pictures; the playground shows what Teams does.</summary>
    private static readonly FakePlatform[] TeamsOnes = [new() { Escaping = TeamsText.Escape }, new() { Escaping = TeamsText.Escape, WebRoot = null }];
    private static readonly FakePlatform[] SlackOnes = [new() { CardFolder = "slack", Escaping = SlackText.Escape }, new() { CardFolder = "slack", Escaping = SlackText.Escape, WebRoot = null }];

    [Fact]
    public async Task Every_Digest_Over_Ordinary_Hostile_And_Endless_Words_Is_Taken_By_Teams()
    {
        (string Name, JsonObject Card)[] cards =
        [
            .. from drawn in Drawn(TeamsOnes)
               from isShorter in new[] { false, true }
               select ($"{drawn.Name}{(isShorter ? "-shorter" : "")}", TeamsCards.Ready(drawn.Card, TeamsCardSamples.IdOf, isShorter)),
        ];

        (string Name, JsonObject Card)[] ordinary = [.. cards.Where(card => card.Name.StartsWith(Ordinary, StringComparison.Ordinal) && !card.Name.EndsWith("-shorter", StringComparison.Ordinal))];
        ordinary.Length.ShouldBe(6);
        ordinary.ShouldAllBe(card => CardFiles.Objects(card.Card).Any(found => (string?)found["title"] == "Watch this"), "nothing of an ordinary answer is missing");
        cards.ShouldAllBe(card => TeamsSize.Of(card.Card) <= (card.Name.EndsWith("-shorter", StringComparison.Ordinal) ? TeamsCards.MaxShorterSize : TeamsCards.MaxSize));
        await ShouldBeTakenByTeamsAsync(cards);
    }

    [Fact]
    public async Task Every_Digest_Over_Ordinary_Hostile_And_Endless_Words_Is_Taken_By_Slack()
    {
        (string Name, JsonObject Sent)[] messages = [.. Drawn(SlackOnes).SelectMany(drawn => Messages(drawn.Name, drawn.Card))];

        (string Name, JsonObject Sent)[] ordinary = [.. messages.Where(message => message.Name.StartsWith(Ordinary, StringComparison.Ordinal))];
        ordinary.Length.ShouldBe(18);
        ordinary.ShouldAllBe(message => !message.Sent.ToJsonString().Contains("more than fit here", StringComparison.Ordinal), "nothing of an ordinary answer is missing");
        await ShouldBeTakenBySlackAsync(messages);
    }

    [Fact]
    public async Task Digests_Of_Every_Kind_Of_Question_About_Hostile_Posts_Are_Sent_So_That_Teams_Takes_Them()
    {
        FakeMessage[] digests = await SentAsync("teams");

        await ShouldBeTakenByTeamsAsync([.. digests.Select((digest, i) => ($"{i}", TeamsCards.Ready(digest.Card, TeamsCardSamples.IdOf)))]);
    }

    [Fact]
    public async Task Digests_Of_Every_Kind_Of_Question_About_Hostile_Posts_Are_Sent_So_That_Slack_Takes_Them()
    {
        FakeMessage[] digests = await SentAsync("slack");

        await ShouldBeTakenBySlackAsync([.. digests.SelectMany((digest, i) => Messages($"{i}", digest.Card))]);
    }

    /// <summary>What was said about two brands with names of their own, as it comes to one person and into a channel, too late.</summary>
    private static async Task<FakeMessage[]> SentAsync(string folder)
    {
        string[] names = ["Bright*water* <b>&amp;", "Clear_spring_ ${title} {{DATE(2020-01-01T00:00:00Z)}}"];
        await using WatchStage stage = await WatchStage.StartAsync(cardFolder: folder, settings: [("Brands:0:Name", names[0]), ("Brands:0:Match", "brightwater"), ("Brands:1:Name", names[1]), ("Brands:1:Match", "lorem")]);
        string[] lines =
        [
            .. HostileTexts.All.Values.Select((words, i) => IngestDriver.Line(
                $"h{i}", words, ("publishedAt", "2026-11-23T13:30:00Z"), ("url", $"https://example.com/{new string('x', 1500)}"), ("author", new JsonObject { ["name"] = CardText.Cut(words, 200), ["handle"] = "mara" }))),
        ];
        (await new IngestDriver(stage.App.Http).SendLinesAsync(lines)).ShouldCount(accepted: lines.Length);
        var asked = new BrandQuestion(names[0], PeriodAsked.Today, QuestionFilter.None);
        BrandQuestion narrow = asked with { Filter = QuestionFilter.None with { Words = [$"{HostileTexts.Canary} *a* <!channel> ${{x}} {string.Concat(Enumerable.Repeat("&amp; ", 60))}"] } };
        Question[] questions = [new Question.AboutBrand(asked), new Question.AboutBrand(narrow), new Question.Comparison(asked, [names[1]]), new Question.Keywords(asked), new Question.Open()];
        foreach (string question in questions.Select(question => QuestionPrinter.Print(question, BrandNames.Of(names))))
        {
            (await stage.WatchAsync(WatchStage.Ana, question, "daily")).Changed.ShouldBeTrue(question);
            (await stage.WatchAsync(WatchStage.Ana, question, "daily", "here", WatchStage.Press)).Changed.ShouldBeTrue(question);
        }

        await stage.AtAsync("2026-11-24T09:00:00Z");
        FakeMessage[] digests = [.. stage.DigestsIn(WatchStage.Ana.Address), .. stage.DigestsIn(WatchStage.Press)];
        digests.Length.ShouldBe(2 * questions.Length);
        digests.ShouldAllBe(digest => digest.Card.Json.Contains("Late: this was due", StringComparison.Ordinal));
        digests.Count(digest => digest.Card.Json.Contains(HostileTexts.Canary, StringComparison.Ordinal)).ShouldBeGreaterThan(2);
        return digests;
    }

    /// <summary>Digests of each kind of answer, their first lines included, in words of every sort.</summary>
    private static IEnumerable<(string Name, DrawnCard Card)> Drawn(FakePlatform[] platforms) =>
        from platform in platforms.Index()
        from sort in HostileTexts.All.Append(KeyValuePair.Create(Ordinary, "filter leaks"))
        let brand = CardText.Cut(CardText.OneLine(sort.Value), 100)
        from answer in new (string Kind, DrawnCard Card)[]
        {
            ("answer", new AnswerCard(Library, Charts).Draw(MadeAnswers.Lively(sort.Value, brand), platform.Item, share: null, place: null)),
            ("comparison", new ComparisonCard(Library, Charts).Draw(MadeAnswers.Comparison(brand, others: 8), platform.Item, share: null)),
            ("keywords", new KeywordsCard(Library).Draw(MadeAnswers.Keywords(sort.Value, many: 10), platform.Item, share: null)),
        }
        select ($"{sort.Key.Replace(' ', '-')}-{answer.Kind}-{platform.Index}", DrawDigest.Around(Head(sort.Value, platform.Item), answer.Card));

    private static DrawnCard Head(string words, FakePlatform platform)
    {
        JsonObject data = CardFiles.Sample("digest");
        string title = $"Daily: {CardText.Cut(CardText.OneLine(words), 200)}";
        data["text"] = title;
        data["title"] = platform.Escape(title);
        data["window"] = platform.Escape($"Watched by {CardText.Cut(CardText.OneLine(words), 100)}, every day at 09:00, Europe/Berlin. In the morning, today means the whole day before");
        data["ask"] = new AskedAgain(CardText.Cut(CardText.OneLine(words), QuestionText.MaxLength), MadeAnswers.Now).ToString();
        return Library.Draw(platform, "digest", data);
    }

    private static async Task ShouldBeTakenByTeamsAsync((string Name, JsonObject Card)[] cards)
    {
        foreach ((string name, JsonObject card) in cards)
        {
            card["actions"]!.AsArray().Select(action => (string)action!["title"]!).ShouldBe(["Pause", "Remove"], $"{name}: it can be stopped");
            ((string)card["body"]![0]!["text"]!).ShouldStartWith("Daily: ", customMessage: name);
            CardFiles.Objects(card).Select(found => (string?)(found["id"] as JsonValue)).OfType<string>().ShouldBeUnique(name);
            Marked(card).ShouldAllBe(text => !text.Contains(HostileTexts.Canary, StringComparison.Ordinal), name);
        }

        (await TeamsCardSchema.FaultsAsync([.. cards.Select(card => (card.Name, TeamsCardSchema.WithoutCharts(card.Card)))])).ShouldBeEmpty();
    }

    private static async Task ShouldBeTakenBySlackAsync((string Name, JsonObject Sent)[] messages)
    {
        foreach ((string name, JsonObject message) in messages)
        {
            JsonObject[] blocks = [.. message["blocks"]!.AsArray().OfType<JsonObject>()];
            blocks.Length.ShouldBeLessThanOrEqualTo(SlackBlocks.MaxMessageBlocks, name);
            message["blocks"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Length.ShouldBeLessThanOrEqualTo(SlackBlocks.MaxMessageSize, name);
            blocks.Select(block => (string)block["block_id"]!).ShouldBeUnique(name);
            blocks[^1]["elements"]!.AsArray().Select(button => (string)button!["action_id"]!).ShouldBe([WatchVerbs.Pause, WatchVerbs.Remove], $"{name}: it can be stopped");
            ((string)blocks[0]["text"]!["text"]!).ShouldStartWith("*Daily: ", customMessage: name);
        }

        (await BlockValidator.FaultsAsync(messages)).ShouldBeEmpty();
    }

    /// <summary>As workspaces with and without charts and pictures get it.</summary>
    private static IEnumerable<(string Name, JsonObject Sent)> Messages(string name, DrawnCard card)
    {
        foreach ((bool native, bool pictures) in new[] { (true, true), (false, true), (false, false) })
        {
            JsonObject message = SlackBlocks.Message(card, native, pictures);
            message["unfurl_links"] = false;
            message["unfurl_media"] = false;
            yield return ($"{name}-{native}-{pictures}", message);
        }
    }

    /// <summary>Texts that a client reads as Markdown, titles and the line of who watches aside, in which names stand.</summary>
    private static IEnumerable<string> Marked(JsonObject card) => CardFiles.Objects(card).Where(found => (string?)found["type"] == "TextBlock" && (string?)found["style"] != "heading")
        .Select(found => (string)found["text"]!).Where(text => !text.StartsWith("Watched by ", StringComparison.Ordinal));
}
