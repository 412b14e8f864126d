using System.Text.Json.Nodes;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>A decision is applied to similar mentions when an owner says so, after having seen what would happen, and can be taken back.</summary>
public sealed class StoryDecisionTests
{
    [Fact]
    public async Task Preview_Says_What_Would_Happen_And_Changes_Nothing()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 4);
        await stage.CopiesAsync(5, 2, " shame on you");
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();

        JsonObject preview = await stage.PreviewAsync(card.Mention);

        string words = preview.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        words.ShouldContain("6 posts go to customer service, each as an item of its own.");
        words.ShouldContain("4 are word for word the same, 2 have words of their own:");
        words.ShouldContain("adds “shame on you”");
        words.ShouldContain("Fan 6");
        preview["actions"]!.AsArray().Select(action => (string)action!["title"]!).ShouldBe(["Apply to all 6", "Only the exact copies"]);
        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.Merged] = 6 });
    }

    [Fact]
    public async Task Applied_To_All_Each_Becomes_An_Item_Of_Its_Own()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 3);

        await stage.ApplyAsync(card.Mention);
        await stage.App.DrainOutboxAsync();

        Mention copy = (await stage.App.StoredAsync("c2"))!;
        copy.State.ShouldBe(MentionState.Routed);
        copy.DecidedBy.ShouldBe(Address.Parse(StoryStage.Owner));
        (await stage.App.VerbsAsync(copy.Id)).ShouldBe(["received", "followed"]);
        (await stage.App.VerbsAsync(card.Mention)).ShouldBe(["received", "customer-service", "apply-all"]);
        (await stage.People.CardsAsync(PlaygroundDriver.CustomerService)).Count.ShouldBe(4);
        (await stage.People.CardsAsync(PlaygroundDriver.Triage)).Count.ShouldBe(1, "the triage channel has seen them all on one card");
        ShownCard desk = await stage.People.CardAsync(PlaygroundDriver.CustomerService, copy.Id);
        desk.Json.ShouldContain("Says the same as #1 and 2 more");
        (await stage.People.ClickAsync(StoryStage.Ana, desk, "claim")).Ok.ShouldBeTrue();
        (await stage.App.StoredAsync("c3"))!.State.ShouldBe(MentionState.Routed, "a claim is about one of them");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Only_The_Exact_Copies_Leaves_The_Others_Waiting()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 2);
        await stage.CopiesAsync(3, 1, " shame");
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "no-response", ("reason", "spam"))).Ok.ShouldBeTrue();

        (await stage.ConfirmAsync(StoryStage.Owner, await stage.PreviewAsync(card.Mention), "apply-exact")).Ok.ShouldBeTrue();
        await stage.CopiesAsync(4, 1);
        await stage.CopiesAsync(5, 1, " shame");

        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.NoResponse] = 3, [MentionState.Merged] = 2 }, ignoreOrder: true);
        (await stage.App.StoredAsync("c1"))!.Reason.ShouldBe("spam");
        (await stage.ShownAsync(card.Mention)).Json.ShouldContain("+5 similar · 5 in the last hour · 3 went their own way, 2 wait here");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Later_Copies_Follow_For_A_Day()
    {
        await using StoryStage stage = await StoryStage.StartAsync(("Stories:Window", "00:01:00"));
        ShownCard card = await stage.BeginAsync(copies: 1);
        await stage.ApplyAsync(card.Mention, "no-response", ("reason", "spam"));

        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(40));
        await stage.CopiesAsync(2, 1);
        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(20));
        await stage.CopiesAsync(3, 1);

        Mention later = (await stage.App.StoredAsync("c2"))!;
        later.State.ShouldBe(MentionState.NoResponse);
        later.Reason.ShouldBe("spam");
        (await stage.App.VerbsAsync(later.Id)).ShouldBe(["received", "followed"]);
        (await stage.App.StoredAsync("c3"))!.State.ShouldBe(MentionState.AwaitingTriage);
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Desk_Takes_Only_So_Many_Later_Ones_An_Hour_And_The_Rest_Is_Counted()
    {
        await using StoryStage stage = await StoryStage.StartAsync(("Stories:FollowAtMost", "2"));
        ShownCard card = await stage.BeginAsync(copies: 1);
        await stage.ApplyAsync(card.Mention);

        await stage.CopiesAsync(2, 5);
        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.Routed] = 3, [MentionState.Merged] = 3 }, ignoreOrder: true);
        (await stage.ShownAsync(card.Mention)).Json.ShouldContain("3 wait here");
        await stage.App.AdvanceAsync(TimeSpan.FromHours(1));
        await stage.CopiesAsync(7, 1);
        (await stage.App.StoredAsync("c7"))!.State.ShouldBe(MentionState.Routed);

        (await stage.ConfirmAsync(StoryStage.Owner, await stage.PreviewAsync(card.Mention), "apply-all")).Ok.ShouldBeTrue();
        await TestApp.Eventually(async () => await stage.CopiesByStateAsync() is { Count: 1 } all && all.ContainsKey(MentionState.Routed), "all of them on the desk");
        await stage.App.ShouldAddUpAsync();
    }

    /// <summary>Praise and complaint in nearly the same words are not one thing to decide.</summary>
    [Fact]
    public async Task Later_Copy_Of_Another_Tone_Gets_A_Card_And_What_Is_Like_That_One_Joins_It()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);
        await stage.ApplyAsync(card.Mention, "no-response", ("reason", "spam"));
        await stage.App.Database.ExecuteAsync("UPDATE mention SET sentiment = 'Positive' WHERE id = @Mention", new { card.Mention });
        StoryIntake intake = stage.App.Services.GetRequiredService<StoryIntake>();

        StoryPlace Place(ChatTriage.Storage.DbSession session, Tone tone) => intake.Begin(session, stage.App.Clock.GetUtcNow()).PlaceOf(new Mention
        {
            Source = "test",
            ExternalId = "later",
            Text = StoryStage.Text,
            Brand = "Brightwater",
            Brands = "Brightwater",
            State = MentionState.AwaitingTriage,
            Sentiment = tone,
        });
        Dictionary<Tone, StoryPlace> places = await stage.App.Database.WriteAsync(session => Task.FromResult(Enum.GetValues<Tone>().ToDictionary(tone => tone, tone => Place(session, tone))));

        foreach (Tone tone in new[] { Tone.Negative, Tone.Neutral, Tone.Mixed })
        {
            places[tone].Leader.ShouldBeNull(tone.ToString());
            places[tone].Mention.State.ShouldBe(MentionState.AwaitingTriage);
            places[tone].Mention.Notes.ShouldBe("ChatTriage: like #1, which is decided, but the tone differs");
        }

        foreach (Tone tone in new[] { Tone.Positive, Tone.Uncertain, Tone.NotAssessed, Tone.Unknown })
        {
            places[tone].Decision.ShouldNotBeNull(tone.ToString());
        }
    }

    [Fact]
    public async Task Undo_Takes_Back_What_Nobody_Has_Touched()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 60);
        await stage.ApplyAsync(card.Mention);
        await stage.App.DrainOutboxAsync();
        (await stage.PressAsync(StoryStage.Ana, (await stage.App.StoredAsync("c7"))!.Id, "claim")).Ok.ShouldBeTrue();

        (await stage.PressAsync(StoryStage.Owner, card.Mention, "undo")).Ok.ShouldBeTrue();
        await stage.Worker.WorkAsync();

        await TestApp.Eventually(
            async () => await stage.CopiesByStateAsync() is { } states && states.GetValueOrDefault(MentionState.Merged) == 59 && states.GetValueOrDefault(MentionState.Claimed) == 1, "all but the claimed one to come back");
        Mention back = (await stage.App.StoredAsync("c60"))!;
        (await stage.App.VerbsAsync(back.Id)).ShouldBe(["received", "followed", "rejoined"]);
        (await stage.ShownAsync(back.Id, PlaygroundDriver.CustomerService)).State.ShouldBe("Waits with similar posts again · nothing to do here");
        await stage.CopiesAsync(200, 1);
        (await stage.App.StoredAsync("c200"))!.State.ShouldBe(MentionState.Merged, "nothing is decided any more");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Rerouted_First_One_Leaves_The_Others_Where_They_Are_And_Nobody_Follows_Any_More()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 2);
        await stage.ApplyAsync(card.Mention);

        (await stage.PressAsync(StoryStage.Owner, card.Mention, "re-route", ("category", "public-reply"))).Ok.ShouldBeTrue();
        await stage.CopiesAsync(3, 1);

        (await stage.App.StoredAsync("c1"))!.Category.ShouldBe(Category.CustomerService);
        (await stage.App.StoredAsync("c3"))!.State.ShouldBe(MentionState.Merged);
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Copy_That_A_Desk_Sends_Back_Gets_A_Card_Of_Its_Own_Before_The_Owner()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);
        await stage.ApplyAsync(card.Mention);
        long copy = (await stage.App.StoredAsync("c1"))!.Id;

        (await stage.PressAsync(StoryStage.Ana, copy, "not-ours", ("reason", "not about us"))).Ok.ShouldBeTrue();

        (await stage.People.CardAsync(PlaygroundDriver.Triage, copy)).State.ShouldStartWith("Needs a decision");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Nobody_But_Who_Decides_May_Apply()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();
        JsonObject preview = await stage.PreviewAsync(card.Mention);

        ClickAnswer looked = await stage.PressAsync(StoryStage.Ana, card.Mention, "apply-similar");
        ClickAnswer pressed = await stage.ConfirmAsync(StoryStage.Ana, preview, "apply-all");

        looked.Text.ShouldBe("Olivia Ortiz decides about this brand.");
        pressed.Ok.ShouldBeFalse();
        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.Merged] = 1 });
    }

    [Fact]
    public async Task Undecided_First_One_Has_To_Be_Decided_First()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);

        (await stage.PressAsync(StoryStage.Owner, card.Mention, "apply-similar")).Text.ShouldBe("Decide about this one first. Then Apply to all similar is on its card.");
    }

    [Fact]
    public async Task Old_Preview_Changes_Nothing_And_The_Same_Press_Counts_Once()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 2);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();
        JsonObject old = await stage.PreviewAsync(card.Mention);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "re-route", ("category", "public-reply"))).Ok.ShouldBeTrue();

        (await stage.ConfirmAsync(StoryStage.Owner, old, "apply-all")).Ok.ShouldBeFalse();
        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.Merged] = 2 });
        JsonObject present = await stage.PreviewAsync(card.Mention);
        (await stage.ConfirmAsync(StoryStage.Owner, present, "apply-all")).Ok.ShouldBeTrue();
        (await stage.ConfirmAsync(StoryStage.Owner, present, "apply-all")).Ok.ShouldBeTrue("delivered twice it is the same press");

        (await stage.App.VerbsAsync(card.Mention)).Count(verb => verb == "apply-all").ShouldBe(1);
        (await stage.App.StoredAsync("c1"))!.Category.ShouldBe(Category.PublicRelations);
        await stage.App.ShouldAddUpAsync();
    }

    /// <summary>The owner said yes to two posts; what came while the preview was on the screen was not among them.</summary>
    [Fact]
    public async Task What_Came_After_The_Preview_Follows_By_The_Rule_For_Later_Ones()
    {
        await using StoryStage stage = await StoryStage.StartAsync(("Stories:FollowAtMost", "0"));
        ShownCard card = await stage.BeginAsync(copies: 2);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();
        JsonObject preview = await stage.PreviewAsync(card.Mention);
        await stage.CopiesAsync(3, 1);

        (await stage.ConfirmAsync(StoryStage.Owner, preview, "apply-all")).Ok.ShouldBeTrue();

        await TestApp.Eventually(async () => (await stage.CopiesByStateAsync()).GetValueOrDefault(MentionState.Routed) == 2, "the two to be moved");
        (await stage.App.StoredAsync("c3"))!.State.ShouldBe(MentionState.Merged);
    }
}
