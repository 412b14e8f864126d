using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>Near-identical mentions are one card with a count, whatever happens to the first one meanwhile.</summary>
public sealed class StoryJoinTests
{
    /// <summary>A day of a minute: each second that the clock is moved wakes the sweep, so that real days would take long.</summary>
    private static readonly (string, string?)[] ShortDays = [("Stories:Window", "00:01:00"), ("Stories:JoinWaitingFor", "00:03:00")];

    [Fact]
    public async Task Copies_Join_The_First_One_And_Its_Card_Counts_Them()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 3);

        Mention copy = (await stage.App.StoredAsync("c2"))!;
        ShownCard shown = await stage.ShownAsync(card.Mention);

        copy.State.ShouldBe(MentionState.Merged);
        copy.StoryId.ShouldBe(card.Mention);
        copy.Urgency.ShouldBe(0);
        shown.Json.ShouldContain("+3 similar · 3 in the last hour");
        shown.Version.ShouldBe(card.Version, "a repost must not make the owner's click outdated");
        (await stage.People.CardsAsync(PlaygroundDriver.Triage)).Count.ShouldBe(1);
        (await stage.App.VerbsAsync(copy.Id)).ShouldBe(["received"]);
        (await stage.App.RollUpAsync())["Brightwater Merged"].ShouldBe(3);
        (await stage.App.StoredAsync(card.Mention)).UrgencyWhy.ShouldNotBeNull().ShouldContain("3 others say the same");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Click_On_The_Card_From_Before_The_Copies_Counts()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 5);

        (await stage.People.ClickAsync(StoryStage.Owner, card, "customer-service")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Copies_In_One_Body_Meet_As_Well()
    {
        await using StoryStage stage = await StoryStage.StartAsync();

        await stage.CopiesAsync(1, 4);

        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.AwaitingTriage] = 1, [MentionState.Merged] = 3 }, ignoreOrder: true);
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Same_Post_Once_More_Is_No_Copy()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);

        (await stage.Sender.SendAsync(IngestDriver.Line("c1", $"RT @mara: {StoryStage.Text}"))).Status.ShouldBe(System.Net.HttpStatusCode.Accepted);

        (await stage.ShownAsync(card.Mention)).Json.ShouldContain("+1 similar");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task See_Them_Lists_Who_Said_It_And_What_Differs()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 11);
        await stage.CopiesAsync(12, 1, " shame");

        await stage.PressAsync(StoryStage.Ana, card.Mention, "similar");
        string list = (await stage.PrivateAsync(StoryStage.Ana)).ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        list.ShouldContain("12 similar to #1");
        list.ShouldContain("Fan 12");
        list.ShouldContain("adds “shame”");
        list.ShouldContain("word for word the same");
        list.ShouldContain("Newest 10 of 12");
        list.ShouldContain("https://example.com/posts/c12");
        list.ShouldNotContain("Fan 2\"");
    }

    [Fact]
    public async Task Other_Brands_Posts_Are_Another_Story()
    {
        await using StoryStage stage = await StoryStage.StartAsync(
            ("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "brightwater"), ("Brands:1:Name", "Aquaria"), ("Brands:1:Match", "aquaria"));
        await stage.Sender.SendAsync(IngestDriver.Line("a", $"{StoryStage.Text} #brightwater"));
        await stage.Sender.SendAsync(IngestDriver.Line("b", StoryStage.Text.Replace("brightwater", "aquaria", StringComparison.Ordinal)));

        (await stage.App.StoredAsync("b"))!.State.ShouldBe(MentionState.AwaitingTriage);
    }

    [Fact]
    public async Task Switched_Off_Each_Has_A_Card_Of_Its_Own()
    {
        await using StoryStage stage = await StoryStage.StartAsync(("Stories:Enabled", "false"));

        await stage.CopiesAsync(1, 3);

        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.AwaitingTriage] = 3 });
    }

    [Fact]
    public async Task Story_Goes_On_After_A_Restart()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        try
        {
            await using (StoryStage before = await StoryStage.StartAsync(new TestAppOptions { Folder = folder }))
            {
                await before.BeginAsync(copies: 1);
            }

            await using StoryStage after = await StoryStage.StartAsync(new TestAppOptions { Folder = folder });
            await after.CopiesAsync(2, 1);

            (await after.App.StoredAsync("c2"))!.StoryId.ShouldBe(1);
            await after.App.ShouldAddUpAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Two_Programs_On_One_Database_Have_One_Story()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        try
        {
            await using StoryStage one = await StoryStage.StartAsync(new TestAppOptions { Folder = folder });
            await using StoryStage two = await StoryStage.StartAsync(new TestAppOptions { Folder = folder });

            for (int i = 1; i <= 20; i += 2)
            {
                await Task.WhenAll(one.CopiesAsync(i, 1), two.CopiesAsync(i + 1, 1));
            }

            (await one.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.AwaitingTriage] = 1, [MentionState.Merged] = 19 }, ignoreOrder: true);
            await two.App.ShouldAddUpAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Numbers of rolled-back rows are used again: what the memory holds under them is something else now, and the next copies still meet.</summary>
    [Fact]
    public async Task What_Was_Rolled_Back_Is_Not_Joined()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        StoryIntake intake = stage.App.Services.GetRequiredService<StoryIntake>();
        DateTimeOffset now = stage.App.Clock.GetUtcNow();
        await Should.ThrowAsync<InvalidOperationException>(() => stage.App.Database.WriteAsync<int>(session =>
        {
            StoryBatch batch = intake.Begin(session, now);
            Mention lost = Waiting(StoryStage.Text);
            batch.PlaceOf(lost);
            return Fail(batch.StoredAsync(lost with { Id = 1 }, new StoryPlace(lost)));
        }));

        await stage.Sender.SendAsync(IngestDriver.Line("x", "brightwater opened a shop in our street and everybody went there at once"));
        await stage.CopiesAsync(1, 2);

        (await stage.App.StoredAsync("c1"))!.State.ShouldBe(MentionState.AwaitingTriage);
        (await stage.App.StoredAsync("c2"))!.StoryId.ShouldBe(2);
    }

    [Fact]
    public async Task Mention_That_Waits_For_Too_Long_Takes_In_No_More()
    {
        await using StoryStage stage = await StoryStage.StartAsync(ShortDays);
        await stage.BeginAsync(copies: 1);

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(3));
        await stage.CopiesAsync(2, 2);

        (await stage.App.StoredAsync("c2"))!.State.ShouldBe(MentionState.AwaitingTriage);
        (await stage.App.StoredAsync("c3"))!.StoryId.ShouldBe((await stage.App.StoredAsync("c2"))!.Id);
    }

    [Fact]
    public async Task Decided_Mention_Takes_In_Copies_For_A_Day()
    {
        await using StoryStage stage = await StoryStage.StartAsync(ShortDays);
        ShownCard card = await stage.BeginAsync(copies: 1);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();

        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(40));
        await stage.CopiesAsync(2, 1);
        (await stage.App.StoredAsync("c2"))!.State.ShouldBe(MentionState.Merged, "nobody applied the decision to others");
        (await stage.ShownAsync(card.Mention, PlaygroundDriver.CustomerService)).Json.ShouldContain("+2 similar");
        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(20));
        await stage.CopiesAsync(3, 1);

        (await stage.App.StoredAsync("c3"))!.State.ShouldBe(MentionState.AwaitingTriage);
    }

    /// <summary>The same advertisement every day: those that are decided and over must not hide the one that is open.</summary>
    [Fact]
    public async Task What_Comes_Back_Every_Day_Is_One_Story_A_Day()
    {
        await using StoryStage stage = await StoryStage.StartAsync(ShortDays);
        for (int day = 0; day < 12; day++)
        {
            await stage.CopiesAsync(100 * (day + 1), 3);
            Mention first = (await stage.App.StoredAsync($"c{100 * (day + 1)}"))!;
            first.State.ShouldBe(MentionState.AwaitingTriage, $"day {day}");
            (await stage.App.StoredAsync($"c{(100 * (day + 1)) + 1}"))!.StoryId.ShouldBe(first.Id, $"day {day}");
            (await stage.App.StoredAsync($"c{(100 * (day + 1)) + 2}"))!.StoryId.ShouldBe(first.Id, $"day {day}");
            (await stage.PressAsync(StoryStage.Owner, first.Id, "no-response", ("reason", "spam"))).Ok.ShouldBeTrue();
            await stage.App.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Dictionary<MentionState, long> states = await stage.CopiesByStateAsync();
        (states[MentionState.NoResponse], states[MentionState.Merged]).ShouldBe((12, 24));
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Edited_Copy_That_Says_Something_Of_Its_Own_Gets_A_Card()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 2);

        await stage.Sender.SendAsync(IngestDriver.Line("c1", $"RT @mara: {StoryStage.Text} #fail"));
        (await stage.App.StoredAsync("c1"))!.State.ShouldBe(MentionState.Merged);
        await stage.Sender.SendAsync(IngestDriver.Line("c2", "Sold my brightwater filter yesterday, has anybody got a good idea what to do with the money?"));

        Mention own = (await stage.App.StoredAsync("c2"))!;
        own.State.ShouldBe(MentionState.AwaitingTriage);
        own.StoryId.ShouldBeNull();
        (await stage.People.CardAsync(PlaygroundDriver.Triage, own.Id)).State.ShouldStartWith("Needs a decision");
        (await stage.ShownAsync(card.Mention)).Json.ShouldContain("+1 similar");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Later_Copies_Are_Compared_With_The_New_Words_Of_The_First_One()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        await stage.Sender.SendAsync(IngestDriver.Line("first", StoryStage.Text));
        const string New = "brightwater just called me back and they are sending somebody with a new filter tomorrow";
        await stage.Sender.SendAsync(IngestDriver.Line("first", New));

        await stage.CopiesAsync(1, 1);
        await stage.Sender.SendAsync(IngestDriver.Line("new", $"RT @mara: {New}"));

        (await stage.App.StoredAsync("c1"))!.State.ShouldBe(MentionState.AwaitingTriage);
        (await stage.App.StoredAsync("new"))!.StoryId.ShouldBe((await stage.App.StoredAsync("first"))!.Id);
    }

    [Fact]
    public async Task Similar_Ones_Go_To_The_Other_Brand_With_The_First_One()
    {
        await using StoryStage stage = await StoryStage.StartAsync(
            ("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "brightwater"), ("Brands:1:Name", "Aquaria"), ("Brands:1:Match", "aquaria"));
        ShownCard card = await stage.BeginAsync(copies: 120);

        (await stage.PressAsync(StoryStage.Owner, card.Mention, "re-assign", ("brand", "Aquaria"))).Ok.ShouldBeTrue();
        await stage.Worker.WorkAsync();

        await TestApp.Eventually(async () => await stage.App.RollUpAsync() is { } counts && counts.GetValueOrDefault("Aquaria Merged") == 120 && !counts.ContainsKey("Brightwater Merged"), "all of them to go there");
        (await stage.App.VerbsAsync((await stage.App.StoredAsync("c5"))!.Id)).ShouldBe(["received", "followed"]);
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Questions_Say_What_A_Copy_Is()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        await stage.BeginAsync(copies: 1);

        (await stage.People.AskAsync(StoryStage.Ana, "/mentions brightwater today")).Card!.ToJsonString().ShouldContain("similar to #1");
    }

    private static Mention Waiting(string text) => new()
    {
        Source = "test",
        ExternalId = "lost",
        Text = text,
        Brand = "Brightwater",
        Brands = "Brightwater",
        State = MentionState.AwaitingTriage,
        Version = 1,
    };

    private static async Task<int> Fail(Task work)
    {
        await work;
        throw new InvalidOperationException("rolled back");
    }
}
