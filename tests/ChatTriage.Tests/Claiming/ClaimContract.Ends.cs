using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Claiming;

/// <content>How claims end without the holder, and what a clock can do to them.</content>
public abstract partial class ClaimContract
{
    [Fact]
    public async Task A_Lease_That_Ends_Frees_The_Item_And_Channel_And_Holder_Know()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        await app.AdvanceAsync(Lease - TimeSpan.FromSeconds(1));
        (await app.MentionAsync(held.Mention)).Holder.ShouldBe(Address.Parse(Ana));
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));

        Mention row = await app.MentionAsync(held.Mention);
        row.State.ShouldBe(MentionState.Routed);
        row.Fence.ShouldBe(2);
        (await app.CountAsync(held.Mention, "lapsed")).ShouldBe(1);
        await ToldAsync(people, Ana, "Your time for this item ended at 14:30 UTC, so it is free again.");
        ShownCard free = await people.CardAsync(Desk, held.Mention, newerThan: held.Version);
        free.State.ShouldStartWith("Needs one answer · nobody yet");
        (await people.ClickAsync(Carl, free, "claim")).Ok.ShouldBeTrue();
        (await app.HistoryAsync(held.Mention)).Grants().ShouldBe([1, 3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Holder_Who_Acts_After_The_Lease_Is_Refused_And_What_Was_Typed_Is_Kept(bool somebodyElseHasIt)
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        await app.AdvanceAsync(Lease + TimeSpan.FromMinutes(1));
        if (somebodyElseHasIt)
        {
            ShownCard free = await people.CardAsync(Desk, held.Mention, newerThan: held.Version);
            (await people.ClickAsync(Carl, free, "claim")).Ok.ShouldBeTrue();
        }

        (await people.ClickAsync(Ana, held, "more-time")).Ok.ShouldBeFalse();
        ClickAnswer[] late = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => people.ClickAsync(Ana, held, "mark-answered", ("answer", "I called her"))))];

        late.ShouldAllBe(answer => !answer.Ok && answer.Text!.Contains("What you typed was kept as a note."));
        late.ShouldAllBe(answer => answer.Text!.Contains(somebodyElseHasIt ? "Carl Conti is answering since 15:31, theirs until 16:01" : "nobody has it yet"));
        Mention row = await app.MentionAsync(held.Mention);
        row.Holder.ShouldBe(somebodyElseHasIt ? Address.Parse(Carl) : null);
        row.AnsweredBy.ShouldBeNull();
        row.Notes.ShouldBe("Ana Alves: I called her");
        (await app.CountAsync(held.Mention, "kept")).ShouldBe(1);
    }

    /// <summary>Between the end of the lease and the next sweep the row still names the holder; the time decides, not the sweeper.</summary>
    [Fact]
    public async Task A_Holder_Is_Refused_At_The_End_Of_The_Lease_Even_Before_The_Sweeper_Has_Been_There()
    {
        await using TestApp app = await StartAsync(("Claiming:Lease", "00:00:01"));
        var people = new PlaygroundDriver(app.Http);
        ShownCard free = await people.RoutedAsync();
        (await people.ClickAsync(Ana, free, "claim")).Ok.ShouldBeTrue();
        ShownCard held = await people.CardAsync(Desk, free.Mention, newerThan: free.Version);

        // Without firing timers: the sweeper sleeps.
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        (await app.MentionAsync(held.Mention)).Holder.ShouldBe(Address.Parse(Ana));
        ClickAnswer late = await people.ClickAsync(Ana, held, "mark-answered", ("answer", "I called her"));

        late.Ok.ShouldBeFalse();
        late.Text.ShouldNotBeNull().ShouldContain("Your time ended at 15:00");
        Mention row = await app.MentionAsync(held.Mention);
        row.State.ShouldBe(MentionState.Claimed);
        row.Notes.ShouldBe("Ana Alves: I called her");
    }

    [Fact]
    public async Task A_Row_That_Cannot_Be_Read_Keeps_No_Other_Lease_From_Ending()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard broken = await ClaimedAsync(people);
        ShownCard held = await ClaimedAsync(people, Carl);
        await app.Database.WriteAsync(session => session.Connection.ExecuteAsync("UPDATE mention SET holder = 'nobody' WHERE id = @Mention", new { broken.Mention }), TestContext.Current.CancellationToken);

        await app.AdvanceAsync(Lease);
        (await app.MentionAsync(held.Mention)).State.ShouldBe(MentionState.Routed);

        // The sweep that nobody calls goes on as well.
        ShownCard free = await people.CardAsync(Desk, held.Mention, newerThan: held.Version);
        (await people.ClickAsync(Ana, free, "claim")).Ok.ShouldBeTrue();
        app.Clock.Advance(Lease);
        (await people.CardAsync(Desk, held.Mention, newerThan: free.Version + 1)).State.ShouldStartWith("Needs one answer");
    }

    [Fact]
    public async Task An_Idle_Holder_Is_Asked_Once_After_Two_Thirds_And_Can_Answer_By_Button()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        await app.AdvanceAsync(Lease * 2 / 3 - TimeSpan.FromSeconds(1));
        (await people.PrivateAsync(Ana)).ShouldBeEmpty();
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));
        await app.AdvanceAsync(TimeSpan.FromMinutes(5));
        ShownCard asked = ShownCard.Of((await people.PrivateAsync(Ana)).ShouldHaveSingleItem());
        asked.Json.ShouldContain("Still on it? It is yours until 14:30 UTC.");
        asked.Buttons.ShouldBe(["More time", "Release", "Hand over", "Open original"]);

        (await people.ClickAsync(Ana, asked, "more-time")).Text.ShouldNotBeNull().ShouldContain("yours until 15:55");
        await app.AdvanceAsync(Lease * 2 / 3);
        (await app.CountAsync(held.Mention, "reminded")).ShouldBe(2);
        ShownCard again = ShownCard.Of((await people.PrivateAsync(Ana))[^1]);
        (await people.ClickAsync(Ana, again, "release")).Ok.ShouldBeTrue();
        (await app.MentionAsync(held.Mention)).State.ShouldBe(MentionState.Routed);
    }

    [Theory]
    [InlineData("undo", null, "took the decision back", "Back with the owner for a new decision")]
    [InlineData("re-route", "public-reply", "re-routed it to public relations", "Moved to public relations")]
    [InlineData("re-route", "no-response", "re-routed it to no response", "No response needed")]
    [InlineData("re-route", null, "re-routed it back for a new decision", "Back with the owner for a new decision")]
    public async Task The_Owner_Can_End_A_Claim_And_Everybody_Is_Told_Where_The_Item_Went(string verb, string? category, string told, string oldCard)
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        ShownCard decided = await people.CardAsync(PlaygroundDriver.Triage, held.Mention, newerThan: held.Version - 1);

        (await people.ClickAsync(Olivia, decided, verb, category is null ? [] : [("category", category)])).Ok.ShouldBeTrue();

        (await people.CardAsync(Desk, held.Mention, newerThan: held.Version)).State.ShouldStartWith(oldCard);
        await ToldAsync(people, Ana, $"Olivia Ortiz {told}. You do not have this item any more; please do not answer it.");
        ClickAnswer late = await people.ClickAsync(Ana, held, "mark-answered", ("answer", "too late"));
        late.Ok.ShouldBeFalse();
        Mention row = await app.MentionAsync(held.Mention);
        row.Holder.ShouldBeNull();
        row.Fence.ShouldBe(2);
        row.Notes.ShouldBe("Ana Alves: too late");

        if (category == "public-reply")
        {
            (await people.ClickAsync(Noah, await people.CardAsync(PlaygroundDriver.PublicRelations, held.Mention, newerThan: row.Version - 1), "claim")).Ok.ShouldBeTrue();
            (await app.HistoryAsync(held.Mention)).Grants().ShouldBe([1, 3]);
        }
    }

    [Fact]
    public async Task Fences_Rise_With_Every_Grant_However_The_One_Before_Ended()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.RoutedAsync();
        for (int round = 0; round < 9; round++)
        {
            (await people.ClickAsync(round % 2 == 0 ? Ana : Noah, card, "claim")).Ok.ShouldBeTrue();
            card = await people.CardAsync(Desk, card.Mention, newerThan: card.Version);
            string holder = (await app.MentionAsync(card.Mention)).Holder!.Value.ToString();
            if (round % 3 == 1)
            {
                (await people.ClickAsync(holder, card, "hand-over", ("to", Carl))).Ok.ShouldBeTrue();
                card = await people.CardAsync(Desk, card.Mention, newerThan: card.Version);
                holder = Carl;
            }

            if (round % 3 == 2)
            {
                await app.AdvanceAsync(Lease);
            }
            else
            {
                (await people.ClickAsync(holder, card, "release")).Ok.ShouldBeTrue();
            }

            card = await people.CardAsync(Desk, card.Mention, newerThan: card.Version);
        }

        long[] grants = (await app.HistoryAsync(card.Mention)).Grants();
        grants.Length.ShouldBe(12);
        grants.ShouldBe(grants.Distinct().Order());
        await app.Database.ShouldAddUpAsync();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_Clock_That_Jumps_Makes_No_Second_Holder(int minutes)
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        app.Clock.AdjustTime(app.Clock.GetUtcNow().AddMinutes(minutes));

        (await people.ClickAsync(Carl, held, "claim")).Ok.ShouldBeFalse();
        (await people.ClickAsync(Ana, held, "more-time")).Ok.ShouldBeTrue();
        (await app.MentionAsync(held.Mention)).LeaseUntil.ShouldBe(app.Clock.GetUtcNow() + Lease);
        await app.AdvanceAsync(Lease);
        ShownCard free = await people.CardAsync(Desk, held.Mention, newerThan: held.Version + 1);
        (await people.ClickAsync(Carl, free, "claim")).Ok.ShouldBeTrue();
        (await app.HistoryAsync(held.Mention)).Grants().ShouldBe([1, 3]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Two_Programs_Whose_Clocks_Differ_Give_One_Item_To_One_Person(int minutes)
    {
        await using TestApp one = await StartAsync();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(one.Clock.GetUtcNow().AddMinutes(minutes));
        await using TestApp other = await TestApp.StartAsync(new TestAppOptions { Redis = Redis, Folder = one.Folder, Clock = clock });
        (var here, var there) = (new PlaygroundDriver(one.Http), new PlaygroundDriver(other.Http));
        ShownCard free = await here.RoutedAsync();

        ClickAnswer[] answers = await Task.WhenAll(here.ClickAsync(Ana, free, "claim"), there.ClickAsync(Carl, free, "claim"));
        answers.Count(answer => answer.Ok).ShouldBe(1);
        ShownCard held = await here.CardAsync(Desk, free.Mention, newerThan: free.Version);
        string holder = answers[0].Ok ? Ana : Carl;
        (await there.ClickAsync(Noah, held, "claim")).Ok.ShouldBeFalse();

        // Whichever clock is ahead ends the lease; the holder then cannot act through the other program either.
        one.Clock.Advance(Lease + TimeSpan.FromMinutes(11));
        other.Clock.Advance(Lease + TimeSpan.FromMinutes(11));
        ShownCard again = await TestApp.Eventually(
            async () => (await here.CardsAsync(Desk)).FirstOrDefault(card => card.Mention == free.Mention && card.State.StartsWith("Needs one answer", StringComparison.Ordinal)), "the item to be free");
        (await there.ClickAsync(Noah, again, "claim")).Ok.ShouldBeTrue();
        (await here.ClickAsync(holder, held, "mark-answered", ("answer", "late"))).Ok.ShouldBeFalse();
        (await one.HistoryAsync(free.Mention)).Grants().ShouldBe([1, 3]);
        (await one.CountAsync(free.Mention, "lapsed")).ShouldBe(1);
        await one.Database.ShouldAddUpAsync();
    }
}
