using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Ingestion;

/// <summary>The same post sent again: with the same words, with other words, late, and by two at once.</summary>
public sealed class EditedMentionTests
{
    [Fact]
    public async Task Other_Words_Change_The_Card_In_Its_Place_And_Outdate_Its_Buttons()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard first = await people.MentionWithCardAsync("brightwater leaks badly");
        string id = (await app.StoredAsync(first.Mention)).ExternalId;

        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line(id, "brightwater works after all"))).ShouldCount(duplicates: 1, edited: 1);

        ShownCard edited = await people.CardAsync(PlaygroundDriver.Triage, first.Mention, newerThan: first.Version);
        edited.MessageId.ShouldBe(first.MessageId);
        edited.Json.ShouldContain("works after all");
        (await people.CardsAsync(PlaygroundDriver.Triage)).Count.ShouldBe(1);
        (await app.VerbsAsync(first.Mention)).ShouldBe([LedgerVerbs.Received, LedgerVerbs.Edited]);

        ClickAnswer late = await people.ClickAsync(PlaygroundDriver.Owner, first, "public-reply");
        late.Ok.ShouldBeFalse();
        late.Text.ShouldNotBeNull().ShouldContain("outdated");
        (await app.StoredAsync(id))!.State.ShouldBe(MentionState.AwaitingTriage);
        (await people.ClickAsync(PlaygroundDriver.Owner, edited, "public-reply")).Ok.ShouldBeTrue();
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task An_Edit_Of_A_Claimed_Mention_Leaves_The_Claim_Alone()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard desk = await people.RoutedAsync("brightwater leaks");
        (await people.ClickAsync("playground:ana", desk, "claim")).Ok.ShouldBeTrue();
        Mention before = await app.StoredAsync(desk.Mention);

        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line(before.ExternalId, "brightwater floods"))).ShouldCount(duplicates: 1, edited: 1);

        Mention after = (await app.StoredAsync(before.ExternalId))!;
        (after.Text, after.State, after.Holder, after.Fence, after.LeaseUntil).ShouldBe(("brightwater floods", before.State, before.Holder, before.Fence, before.LeaseUntil));
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Words_That_Were_Replaced_And_Arrive_Late_Change_Nothing()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendLinesAsync(IngestDriver.Line("1", "brightwater one"), IngestDriver.Line("1", "brightwater two"))).ShouldCount(accepted: 1, duplicates: 1, edited: 1);
        (await sender.SendAsync(IngestDriver.Line("1", "brightwater three"))).ShouldCount(duplicates: 1, edited: 1);

        (await sender.SendLinesAsync(IngestDriver.Line("1", "brightwater one"), IngestDriver.Line("1", "brightwater three"), IngestDriver.Line("1", "brightwater two")))
            .ShouldCount(duplicates: 3);

        Mention mention = (await app.StoredAsync("1"))!;
        (mention.Text, mention.Version).ShouldBe(("brightwater three", 3));
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Post_That_Names_Us_Only_After_An_Edit_Gets_Its_Card_Then()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendAsync(IngestDriver.Line("1", "my filter leaks"))).ShouldCount(unmatched: 1);
        await app.DrainOutboxAsync();
        (await new PlaygroundDriver(app.Http).CardsAsync(PlaygroundDriver.Triage)).ShouldBeEmpty();

        (await sender.SendAsync(IngestDriver.Line("1", "my brightwater filter leaks"))).ShouldCount(duplicates: 1, edited: 1);

        Mention mention = (await app.StoredAsync("1"))!;
        (mention.State, mention.Brand, mention.AwaitingSince).ShouldBe((MentionState.AwaitingTriage, "Brightwater", app.Clock.GetUtcNow()));
        (await new PlaygroundDriver(app.Http).CardAsync(PlaygroundDriver.Triage, mention.Id)).State.ShouldStartWith("Needs a decision · Brightwater");
        (await app.RollUpAsync()).ShouldBe(new Dictionary<string, long> { ["Brightwater AwaitingTriage"] = 1 }, ignoreOrder: true);
        await app.ShouldAddUpAsync();
    }

    /// <summary>A post about a competitor that names us after an edit is a post about us: it must not stay muted, where nobody ever sees it.</summary>
    [Fact]
    public async Task A_Post_About_A_Competitor_That_Names_Us_After_An_Edit_Gets_Its_Card_Then()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendAsync(IngestDriver.Line("1", "clearspring leaks"))).ShouldCount(accepted: 1);

        (await sender.SendAsync(IngestDriver.Line("1", "brightwater leaks"))).ShouldCount(duplicates: 1, edited: 1);

        Mention mention = (await app.StoredAsync("1"))!;
        (mention.State, mention.Brand).ShouldBe((MentionState.AwaitingTriage, "Brightwater"));
        mention.BrandList().ShouldBe(["Brightwater", "Clearspring"]);
        (await new PlaygroundDriver(app.Http).CardAsync(PlaygroundDriver.Triage, mention.Id)).Buttons.ShouldContain("Customer service");
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task An_Edit_That_No_Longer_Names_Us_Stays_Before_The_Owner_And_Keeps_Its_Counts()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendAsync(IngestDriver.Line("1", "brightwater leaks"))).ShouldCount(accepted: 1);
        (await sender.SendAsync(IngestDriver.Line("1", "never mind"))).ShouldCount(duplicates: 1, edited: 1);

        Mention mention = (await app.StoredAsync("1"))!;
        (mention.State, mention.Brand, mention.Text).ShouldBe((MentionState.AwaitingTriage, "Brightwater", "never mind"));
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Requests_At_The_Same_Time_Store_Each_Post_Once()
    {
        await using TestApp app = await TestApp.StartAsync();
        string[] lines = [.. Enumerable.Range(0, 60).Select(i => IngestDriver.Line($"{i}", $"brightwater {i}"))];

        IngestAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => new IngestDriver(app.Http)
            .SendLinesAsync(i % 2 == 0 ? lines : lines.Reverse())));

        answers.Sum(answer => answer.Counts().Accepted).ShouldBe(60);
        answers.Sum(answer => answer.Counts().Duplicates).ShouldBe(7 * 60);
        answers.Sum(answer => answer.Counts().Edited).ShouldBe(0);
        (await app.StoredCountAsync()).ShouldBe(60);
        await app.DrainOutboxAsync();
        (await app.RollUpAsync()).ShouldBe(new Dictionary<string, long> { ["Brightwater AwaitingTriage"] = 60 }, ignoreOrder: true);
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task The_Same_Id_From_Another_Source_Is_Another_Post()
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http, "one").SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldCount(accepted: 1);
        (await new IngestDriver(app.Http, "two").SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldCount(accepted: 1);
        (await app.StoredCountAsync()).ShouldBe(2);
    }
}
