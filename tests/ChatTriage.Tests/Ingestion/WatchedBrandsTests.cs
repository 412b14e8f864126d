using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Ingestion;

/// <summary>Which brand a mention belongs to, and what follows from it.</summary>
public sealed class WatchedBrandsTests
{
    private static readonly (string, string?)[] Three =
    [
        ("Brands:0:Name", "Rival"), ("Brands:0:Kind", "competitor"), ("Brands:0:Match", "rival"),
        ("Brands:1:Name", "Second Own"), ("Brands:1:Match", "second"), ("Brands:1:Owners:0", "playground:sam"), ("Brands:1:Channels:0", "playground:second"),
        ("Brands:2:Name", "Third Own"), ("Brands:2:Match", "third"),
    ];

    [Fact]
    public async Task A_Post_That_Names_Several_Brands_Is_One_Item_Counted_For_Each_And_The_First_Own_Brand_Decides()
    {
        await using TestApp app = await TestApp.StartAsync(Three);
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "third and second and rival"))).ShouldCount(accepted: 1);

        Mention mention = (await app.StoredAsync("1"))!;
        mention.BrandList().ShouldBe(["Second Own", "Third Own", "Rival"]);
        ShownCard card = await new PlaygroundDriver(app.Http).CardAsync("playground:second", mention.Id);
        card.State.ShouldBe("Needs a decision · Second Own + Third Own + Rival · sam decides");
        (await app.RollUpAsync()).ShouldBe(
            new Dictionary<string, long> { ["Second Own AwaitingTriage"] = 1, ["Third Own AwaitingTriage"] = 1, ["Rival AwaitingTriage"] = 1 }, ignoreOrder: true);
        (await app.StoredCountAsync()).ShouldBe(1);
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Post_About_A_Competitor_Alone_Is_Counted_And_Never_Shown_For_An_Answer()
    {
        await using TestApp app = await TestApp.StartAsync(Three);
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "rival is cheaper"))).ShouldCount(accepted: 1);
        await app.DrainOutboxAsync();

        (await app.StoredAsync("1"))!.State.ShouldBe(MentionState.Muted);
        (await new PlaygroundDriver(app.Http).MessagesAsync()).ShouldBeEmpty();
        (await app.RollUpAsync()).ShouldBe(new Dictionary<string, long> { ["Rival Muted"] = 1 }, ignoreOrder: true);
        ClickAnswer asked = await new PlaygroundDriver(app.Http).AskAsync("playground:noah", "/mentions rival today");
        asked.Card!.ToJsonString().ShouldContain("Rival today: 1 mention (competitor, listened to only)");
    }

    [Fact]
    public async Task A_Rule_That_Asks_For_A_Language_Is_Answered_From_The_Words_Where_The_Source_Does_Not_Say()
    {
        await using TestApp app = await TestApp.StartAsync([("Brands:0:Name", "Gift"), ("Brands:0:Match", "gift AND NOT lang:de")]);

        await new IngestDriver(app.Http).SendLinesAsync(
            IngestDriver.Line("german", "Vorsicht, in diesem Wasser ist Gift, das sollte niemand trinken"), IngestDriver.Line("english", "What a lovely gift this water bottle is, thank you so much"));

        (await app.StoredAsync("german"))!.State.ShouldBe(MentionState.Unmatched);
        Mention english = (await app.StoredAsync("english"))!;
        english.State.ShouldBe(MentionState.AwaitingTriage);
        english.Language.ShouldBe("en");
    }

    [Fact]
    public async Task A_Post_That_Names_Nobody_Is_Kept_And_Counted_Without_A_Card()
    {
        await using TestApp app = await TestApp.StartAsync(Three);
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "nice weather"))).ShouldCount(unmatched: 1);
        await app.DrainOutboxAsync();

        (await app.StoredAsync("1"))!.State.ShouldBe(MentionState.Unmatched);
        (await new PlaygroundDriver(app.Http).MessagesAsync()).ShouldBeEmpty();
        (await app.RollUpAsync()).ShouldBe(new Dictionary<string, long> { [" Unmatched"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_Sender_May_Name_The_Brand_In_Any_Case()
    {
        await using TestApp app = await TestApp.StartAsync(Three);
        var sender = new IngestDriver(app.Http);
        (await sender.SendAsync(IngestDriver.Line("1", "no word of it", ("brand", "tHIRD oWN")))).ShouldCount(accepted: 1);
        (await sender.SendAsync(IngestDriver.Line("2", "second one", ("brand", "Third Own")))).ShouldCount(accepted: 1);

        Mention named = (await app.StoredAsync("1"))!;
        (named.Brand, named.MatchedBy, named.State).ShouldBe(("Third Own", "Third Own, as the source says", MentionState.AwaitingTriage));
        (await app.StoredAsync("2"))!.BrandList().ShouldBe(["Second Own", "Third Own"]);
    }

    [Fact]
    public async Task A_Time_In_The_Future_Becomes_Now_And_A_Time_In_The_Past_Stays()
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http).SendLinesAsync(
            IngestDriver.Line("future", "brightwater", ("publishedAt", "2031-01-01T00:00:00Z")),
            IngestDriver.Line("past", "brightwater", ("publishedAt", "2001-01-01T00:00:00Z")),
            IngestDriver.Line("none", "brightwater"))).ShouldCount(accepted: 3);

        (await app.StoredAsync("future"))!.ObservedAt.ShouldBe(app.Clock.GetUtcNow());
        (await app.StoredAsync("none"))!.ObservedAt.ShouldBe(app.Clock.GetUtcNow());
        (await app.StoredAsync("past"))!.ObservedAt.Year.ShouldBe(2001);
    }
}
