using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms.Slack;
using ChatTriage.Platforms.Teams;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Settings;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Hostile;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using ChatTriage.Tests.Slack;
using ChatTriage.Tests.Teams;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>What stands on the answers, and that every platform takes them whatever the world says.</summary>
public sealed class AnswerCardTests
{
    private static readonly Address Place = Address.Parse("fake:general");
    private static readonly CardLibrary Library = new(Repository.At("cards"), ["teams", "slack"]);
    private static readonly ChartData Charts = new(new ChartLinks(new EphemeralDataProtectionProvider()));

    /// <summary>Each platform with and without an address for its pictures.</summary>
    private static readonly FakePlatform[] TeamsOnes = [new() { Escaping = TeamsText.Escape }, new() { Escaping = TeamsText.Escape, WebRoot = null }];
    private static readonly FakePlatform[] SlackOnes = [new() { CardFolder = "slack", Escaping = SlackText.Escape }, new() { CardFolder = "slack", Escaping = SlackText.Escape, WebRoot = null }];

    [Fact]
    public void The_Figures_Are_Said_In_Words_And_Compared()
    {
        JsonObject card = Teams(MadeAnswers.Lively());

        Texts(card).ShouldContain("37 more than yesterday until 15:00 (+24 %)");
        Fact(card, "Awaiting a decision").ShouldBe("118 (18 more)");
        Fact(card, "On a desk").ShouldBe("21 (21 more)");
        Fact(card, "Answered").ShouldBe("50 (5 fewer)");
        Fact(card, "Sentiment").ShouldBe("64 negative (13 more), 128 positive (24 more)");
        Texts(card).ShouldContain("bluesky 120, rss 72");
        Texts(card).ShouldContain("“filter leaks” 31, “filter leaks again” 12");
        Texts(card).ShouldContain("Newest 5 of 192");
        Titles(card).ShouldBe(["Next", "Only unanswered", "CSV", "Watch this", "Share here"]);
        ((string)card["fallbackText"]!).ShouldStartWith("Brightwater today: 192 mentions. 37 more than yesterday until 15:00 (+24 %). Awaiting a decision: 118 (18 more)");
    }

    [Fact]
    public void A_Next_Page_Has_Mentions_And_Buttons_And_No_Figures()
    {
        JsonObject card = Teams(MadeAnswers.Lively() with { IsFirstPage = false });

        CardFiles.Objects(card).Select(found => (string?)found["type"]).ShouldNotContain(type => type == "FactSet" || type != null && type.StartsWith("Chart.", StringComparison.Ordinal));
        Texts(card).ShouldNotContain("rss 72");
        Texts(card).ShouldNotContain("37 more");
        Titles(card).ShouldContain("Next");
        CardFiles.Objects(card).Count(found => (string?)found["title"] == "Open original").ShouldBe(5);
    }

    [Fact]
    public void Nothing_Said_Is_Said_In_Words_And_More_Days_Are_Offered()
    {
        BrandAnswer nothing = MadeAnswers.Lively() with { Totals = MentionTotals.None, Items = [], Next = null, Chart = null, Compared = null, Sources = [], Phrases = [] };

        JsonObject card = Teams(nothing);

        Texts(card).ShouldContain("Nothing was said about Brightwater in this time.");
        Titles(card).ShouldBe(["Last 7 days", "Watch this", "Share here"]);
        AskedAgain asked = AskedAgain.Read((string?)CardFiles.Objects(card).First(found => (string?)found["title"] == "Last 7 days")["data"]!["ask"]).ShouldNotBeNull();
        QuestionParser.Parse(asked.Question, ["Brightwater"]).ShouldBe(new Question.AboutBrand(new BrandQuestion("Brightwater", new PeriodAsked.Rolling(7, RollingUnit.Day), QuestionFilter.None)));
    }

    [Fact]
    public void What_Was_Left_Out_Stands_In_The_Title()
    {
        BrandAnswer answer = MadeAnswers.Lively();
        BrandAnswer filtered = answer with { Question = answer.Question with { Asked = answer.Question.Asked with { Filter = new QuestionFilter { Statuses = [StatusAsked.Open], Words = ["filter leaks"] } } } };

        Texts(Teams(filtered)).ShouldContain("Brightwater today (status:open \"filter leaks\"): 192 mentions");
        Texts(Teams(filtered with { Totals = MentionTotals.None, Items = [], Next = null, Chart = null, Compared = null }))
            .ShouldContain("Nothing that was said about Brightwater in this time passes these filters.");
    }

    [Fact]
    public void Counts_Are_Not_Called_More_Than_Nothing_One_By_One()
    {
        BrandAnswer answer = MadeAnswers.Lively();

        JsonObject card = Teams(answer with { Compared = answer.Compared! with { BeforeTotals = MentionTotals.None } });

        Texts(card).ShouldContain("None yesterday until 15:00");
        Fact(card, "Awaiting a decision").ShouldBe("118");
        Fact(card, "Sentiment").ShouldBe("64 negative, 128 positive");
    }

    [Fact]
    public void A_Phrase_That_Was_Used_Once_Is_Not_What_Is_Spoken_Of()
    {
        JsonObject card = Teams(MadeAnswers.Lively() with { Phrases = [("filter leaks", 2), ("again husband", 1)] });

        Texts(card).ShouldContain("“filter leaks” 2");
        Texts(card).ShouldNotContain("again husband");
    }

    [Fact]
    public void Later_Pages_Say_That_There_Is_An_End()
    {
        BrandAnswer page = MadeAnswers.Lively() with { IsFirstPage = false };

        Texts(Teams(page)).ShouldContain("Older ones, of 192");
        Texts(Teams(page with { Next = null })).ShouldContain("Oldest of 192");
    }

    [Fact]
    public void Only_Unanswered_Is_Offered_Where_It_Would_Change_Something()
    {
        BrandAnswer answer = MadeAnswers.Lively();
        Titles(Teams(answer with { Totals = MadeAnswers.Totals((MentionState.Answered, 4)) })).ShouldNotContain("Only unanswered");
        Titles(Teams(answer with { Question = answer.Question with { Asked = answer.Question.Asked with { Filter = new QuestionFilter { Statuses = [StatusAsked.Open] } } } })).ShouldNotContain("Only unanswered");
        Titles(Teams(MadeAnswers.Lively(kind: BrandKind.Competitor))).ShouldNotContain("Only unanswered");
    }

    [Fact]
    public void A_Competitor_Is_Called_One_And_Nothing_Answers_It()
    {
        JsonObject card = Teams(MadeAnswers.Lively(kind: BrandKind.Competitor));

        Texts(card).ShouldContain("(competitor, listened to only)");
        JsonObject[] others = [Comparison(MadeAnswers.Comparison(), TeamsOnes[0]), Keywords(MadeAnswers.Keywords(), TeamsOnes[0])];
        others.SelectMany(Titles).Distinct().ShouldBe(["Watch this", "Share here"]);
        CardFiles.Objects(card).Select(found => (string?)found["verb"]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ShouldBe(["csv", "next", "share", "watch"]);
    }

    [Fact]
    public void Watching_Into_The_Channel_Is_Offered_Where_There_Is_One()
    {
        BrandAnswer answer = MadeAnswers.Lively();
        TeamsCardSamples.IdOf(Place).ShouldNotBeNull();
        Choices(Ready(answer, TeamsOnes[0], Place)).ShouldBe(["me", "here"]);
        Choices(Ready(answer, TeamsOnes[0], place: null)).ShouldBe(["me"]);
    }

    /// <summary>Words, phrases, brands and notes that do more than be read, endless ones included.</summary>
    [Fact]
    public async Task Every_Answer_Over_Hostile_Words_Is_Taken_By_Slack_And_Teams()
    {
        var teams = new List<(string, JsonObject)>();
        var slack = new List<(string, JsonObject)>();
        foreach ((string name, string words) in HostileTexts.All)
        {
            string brand = CardText.Cut(CardText.OneLine(words), 100);
            string file = name.Replace(' ', '-');
            foreach ((int at, FakePlatform platform) in TeamsOnes.Index())
            {
                teams.AddRange(
                [
                    ($"{file}-answer-{at}", TeamsCardSchema.WithoutCharts(Ready(MadeAnswers.Lively(words, brand), platform, Place))),
                    ($"{file}-comparison-{at}", TeamsCardSchema.WithoutCharts(Comparison(MadeAnswers.Comparison(brand, others: 8), platform))),
                    ($"{file}-keywords-{at}", Keywords(MadeAnswers.Keywords(words, many: 10), platform)),
                ]);
            }

            foreach ((int at, FakePlatform platform) in SlackOnes.Index())
            {
                foreach (bool native in new[] { true, false })
                {
                    slack.AddRange(
                    [
                        ($"{file}-answer-{at}-{native}", Message(new AnswerCard(Library, Charts).Draw(MadeAnswers.Lively(words, brand), platform, "x", Place), native)),
                        ($"{file}-comparison-{at}-{native}", Message(new ComparisonCard(Library, Charts).Draw(MadeAnswers.Comparison(brand, others: 8), platform, "x"), native)),
                        ($"{file}-keywords-{at}-{native}", Message(new KeywordsCard(Library).Draw(MadeAnswers.Keywords(words, many: 10), platform, "x"), native)),
                    ]);
                }
            }
        }

        teams.ShouldAllBe(card => TeamsSize.Of(card.Item2) <= TeamsCards.MaxSize);
        teams.ShouldAllBe(card => !Marked(card.Item2).Any(text => text.Contains(HostileTexts.Canary, StringComparison.Ordinal)));
        slack.ShouldAllBe(message => message.Item2["blocks"]!.AsArray().Count <= SlackBlocks.MaxMessageBlocks && message.Item2["blocks"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Length <= SlackBlocks.MaxMessageSize);
        (await TeamsCardSchema.FaultsAsync(teams)).ShouldBeEmpty();
        (await BlockValidator.FaultsAsync(slack)).ShouldBeEmpty();
    }

    [Fact]
    public void Slack_Gets_The_Chart_The_Picture_Or_The_Bars_In_Letters()
    {
        DrawnCard withPicture = new AnswerCard(Library, Charts).Draw(MadeAnswers.Lively(), SlackOnes[0], "x", Place);
        DrawnCard without = new AnswerCard(Library, Charts).Draw(MadeAnswers.Lively(), SlackOnes[1], "x", Place);

        JsonObject native = Message(withPicture, native: true)["blocks"]!.AsArray().OfType<JsonObject>().Single(block => (string?)block["type"] == "data_visualization");
        native["chart"]!["axis_config"]!["categories"]!.AsArray().Select(label => (string?)label).ShouldBe(["00", "02", "04", "06", "08", "10", "12", "14", "16", "18", "20", "22"]);
        ((string?)native["title"]).ShouldBe("Mentions by 2 hours");
        native["chart"]!["series"]!.AsArray().ShouldHaveSingleItem()!["data"]!.AsArray().Sum(point => (long)point!["value"]!).ShouldBe(Enumerable.Range(0, 24).Sum(hour => hour * hour % 17));
        JsonObject image = Message(withPicture, native: false)["blocks"]!.AsArray().OfType<JsonObject>().Single(block => (string?)block["type"] == "image");
        ((string)image["image_url"]!).ShouldStartWith("https://bot.example.com/charts/");
        ((string)image["alt_text"]!).ShouldContain("most 16 at 04");
        Message(without, native: false)["blocks"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldContain("(00 to 23)");
    }

    private static JsonObject Teams(BrandAnswer answer) => Ready(answer, TeamsOnes[0], Place);

    private static JsonObject Ready(BrandAnswer answer, FakePlatform platform, Address? place) =>
        TeamsCards.Ready(new AnswerCard(Library, Charts).Draw(answer, platform, "x", place), TeamsCardSamples.IdOf);

    private static JsonObject Comparison(ComparisonAnswer answer, FakePlatform platform) => TeamsCards.Ready(new ComparisonCard(Library, Charts).Draw(answer, platform, "x"), TeamsCardSamples.IdOf);

    private static JsonObject Keywords(KeywordsAnswer answer, FakePlatform platform) => TeamsCards.Ready(new KeywordsCard(Library).Draw(answer, platform, "x"), TeamsCardSamples.IdOf);

    private static JsonObject Message(DrawnCard card, bool native)
    {
        JsonObject message = SlackBlocks.Message(card, native);
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        return message;
    }

    private static string[] Titles(JsonObject card) => [.. card["actions"]!.AsArray().Select(action => (string)action!["title"]!)];

    private static string[] Choices(JsonObject card) => [.. CardFiles.Objects(card).First(found => (string?)found["id"] == "deliver")["choices"]!.AsArray().Select(choice => (string)choice!["value"]!)];

    private static string Fact(JsonObject card, string title) => (string)card["body"]!.AsArray().First(part => (string?)part!["type"] == "FactSet")!["facts"]!.AsArray().First(fact => (string?)fact!["title"] == title)!["value"]!;

    private static string Texts(JsonObject card) => string.Join('\n', CardFiles.Objects(card).Select(found => (string?)(found["text"] as JsonValue)).OfType<string>());

    /// <summary>Texts that a client reads as Markdown, the title aside, in which a brand's name stands.</summary>
    private static IEnumerable<string> Marked(JsonObject card) => CardFiles.Objects(card).Where(found => (string?)found["type"] == "TextBlock" && (string?)found["style"] != "heading").Select(found => (string)found["text"]!);
}
