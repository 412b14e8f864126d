using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Claiming;

/// <content>What the holder can do.</content>
public abstract partial class ClaimContract
{
    [Fact]
    public async Task More_Time_Gives_A_Full_Lease_From_Now_On_Under_The_Same_Fence()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await ClaimedAsync(people);
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));

        ClickAnswer answer = await people.ClickAsync(Ana, card, "more-time");
        answer.Ok.ShouldBeTrue();
        (await people.ClickAsync(Ana, card, "more-time")).ShouldSatisfyAllConditions(again => again.Ok.ShouldBeTrue(), again => again.Text.ShouldBe(answer.Text));

        Mention row = await app.MentionAsync(card.Mention);
        row.LeaseUntil.ShouldBe(app.Clock.GetUtcNow() + Lease);
        row.Fence.ShouldBe(1);
        (await app.CountAsync(card.Mention, "more-time")).ShouldBe(1);
    }

    [Fact]
    public async Task A_Note_Of_The_Holder_Renews_The_Lease_And_A_Note_Of_Others_Does_Not()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await ClaimedAsync(people);
        DateTimeOffset until = (await app.MentionAsync(card.Mention)).LeaseUntil!.Value;
        await app.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await people.ClickAsync(Carl, card, "note", ("note", "she wrote to us before"))).Ok.ShouldBeTrue();
        (await app.MentionAsync(card.Mention)).LeaseUntil.ShouldBe(until);

        card = await people.CardAsync(Desk, card.Mention, newerThan: card.Version);
        (await people.ClickAsync(Ana, card, "note", ("note", "calling her now"))).Ok.ShouldBeTrue();
        (await app.MentionAsync(card.Mention)).LeaseUntil.ShouldBe(until + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Another_Note_From_The_Same_Card_Is_Not_Taken_For_The_First_One()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await ClaimedAsync(people);

        (await people.ClickAsync(Ana, card, "note", ("note", "first"))).Ok.ShouldBeTrue();
        (await people.ClickAsync(Ana, card, "note", ("note", "first"))).Ok.ShouldBeTrue();
        ClickAnswer second = await people.ClickAsync(Ana, card, "note", ("note", "second"));

        second.Text.ShouldNotBeNull().ShouldContain("kept as a note");
        (await app.MentionAsync(card.Mention)).Notes.ShouldBe("Ana Alves: first\nAna Alves: second");
    }

    [Fact]
    public async Task A_Released_Item_Is_Free_For_Others_And_Its_Former_Holder_Cannot_Act()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        (await people.ClickAsync(Carl, held, "release")).Ok.ShouldBeFalse();
        (await people.ClickAsync(Ana, held, "release")).Ok.ShouldBeTrue();
        ShownCard free = await people.CardAsync(Desk, held.Mention, newerThan: held.Version);
        free.State.ShouldStartWith("Needs one answer · nobody yet");
        (await people.ClickAsync(Carl, free, "claim")).Ok.ShouldBeTrue();

        ClickAnswer late = await people.ClickAsync(Ana, held, "mark-answered", ("answer", "https://example.com/late"));
        late.Ok.ShouldBeFalse();
        late.Text.ShouldNotBeNull().ShouldContain("Carl Conti is answering since");
        Mention row = await app.MentionAsync(held.Mention);
        row.Holder.ShouldBe(Address.Parse(Carl));
        row.Notes.ShouldBe("Ana Alves: https://example.com/late");
        (await app.HistoryAsync(held.Mention)).Grants().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_Handed_Over_Item_Has_A_New_Fence_A_Full_Lease_And_A_Holder_Who_Was_Told()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));

        (await people.ClickAsync(Ana, held, "hand-over", ("to", Carl))).Ok.ShouldBeTrue();
        Mention row = await app.MentionAsync(held.Mention);
        row.Holder.ShouldBe(Address.Parse(Carl));
        row.Fence.ShouldBe(2);
        row.LeaseUntil.ShouldBe(app.Clock.GetUtcNow() + Lease);
        ShownCard told = ShownCard.Of(await ToldAsync(people, Carl, "Ana Alves handed an item to you. It is yours until 14:40"));

        (await people.ClickAsync(Ana, held, "mark-answered", ("answer", "done"))).Ok.ShouldBeFalse();
        (await app.MentionAsync(held.Mention)).State.ShouldBe(MentionState.Claimed);
        ShownCard present = await people.CardAsync(Desk, held.Mention, newerThan: told.Version);
        (await people.ClickAsync(Ana, present, "more-time")).Ok.ShouldBeFalse();
        (await people.ClickAsync(Ana, present, "release")).Ok.ShouldBeFalse();
        (await people.ClickAsync(Carl, present, "release")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task The_Buttons_Of_The_Word_To_A_New_Holder_Work()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        (await people.ClickAsync(Ana, held, "hand-over", ("to", Carl))).Ok.ShouldBeTrue();

        ShownCard told = ShownCard.Of(await ToldAsync(people, Carl, "handed an item to you"));
        told.Buttons.ShouldContain("More time");
        (await people.ClickAsync(Carl, told, "release")).Ok.ShouldBeTrue();

        (await app.MentionAsync(held.Mention)).Holder.ShouldBeNull();
    }

    [Theory]
    [InlineData(Ana)]
    [InlineData("system:chattriage")]
    [InlineData("elsewhere:nobody")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task An_Item_Is_Not_Handed_Over_To_Oneself_Or_To_Somebody_Out_Of_Reach(string to)
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        (await people.ClickAsync(Ana, held, "hand-over", ("to", to))).Ok.ShouldBeFalse();

        Mention row = await app.MentionAsync(held.Mention);
        row.Holder.ShouldBe(Address.Parse(Ana));
        row.Fence.ShouldBe(1);
    }

    [Fact]
    public async Task An_Answer_Is_Recorded_Once_And_By_The_Holder_Alone()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        (await people.ClickAsync(Ana, held, "mark-answered")).Ok.ShouldBeFalse();
        ClickAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => people.ClickAsync(Ana, held, "mark-answered", ("answer", "https://example.com/a"))));
        answers.ShouldAllBe(answer => answer.Ok);

        Mention row = await app.MentionAsync(held.Mention);
        row.State.ShouldBe(MentionState.Answered);
        row.AnsweredBy.ShouldBe(Address.Parse(Ana));
        row.Answer.ShouldBe("https://example.com/a");
        row.AnswerIsPublic.ShouldBeFalse();
        (await app.CountAsync(held.Mention, "mark-answered")).ShouldBe(1);
    }

    [Fact]
    public async Task The_Holder_Alone_Sends_A_Claimed_Item_Back_With_A_Reason()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        (await people.ClickAsync(Carl, held, "not-ours", ("reason", "a legal question"))).Ok.ShouldBeFalse();
        (await people.ClickAsync(Ana, held, "not-ours")).Ok.ShouldBeFalse();
        (await people.ClickAsync(Ana, held, "not-ours", ("reason", "a legal question"))).Ok.ShouldBeTrue();

        Mention row = await app.MentionAsync(held.Mention);
        row.State.ShouldBe(MentionState.AwaitingTriage);
        row.Fence.ShouldBe(2);
        row.Notes.ShouldNotBeNull().ShouldContain("a legal question");
        (await people.CardAsync(PlaygroundDriver.Triage, held.Mention, newerThan: held.Version)).State.ShouldStartWith("Needs a decision");
    }
}
