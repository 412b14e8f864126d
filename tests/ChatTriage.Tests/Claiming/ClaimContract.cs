using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Claiming;

/// <summary>
/// What a claim promises, whoever decides about it: the lock in Redis with the database as referee, or the database alone. Both
/// subclasses must keep every sentence. The program's clock starts at 14:00 UTC; people read it in Berlin, an hour later; a lease is half an hour.
/// </summary>
public abstract partial class ClaimContract : IAsyncLifetime
{
    protected const string Olivia = PlaygroundDriver.Owner;
    protected const string Ana = "playground:ana";
    protected const string Carl = "playground:carl";
    protected const string Noah = "playground:noah";
    protected const string Desk = PlaygroundDriver.CustomerService;
    protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Connection string of the lock; nothing when there is none.</summary>
    protected virtual string? Redis => null;

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts the program.</summary>
    protected Task<TestApp> StartAsync(params (string Key, string? Value)[] settings) => TestApp.StartAsync(new TestAppOptions { Redis = Redis, Settings = settings });

    /// <summary>A mention on the desk that this person has just claimed; gives the desk's card with the holder's buttons.</summary>
    protected static async Task<ShownCard> ClaimedAsync(PlaygroundDriver people, string person = Ana)
    {
        ShownCard free = await people.RoutedAsync();
        (await people.ClickAsync(person, free, "claim")).Ok.ShouldBeTrue();
        return await people.CardAsync(Desk, free.Mention, newerThan: free.Version);
    }

    /// <summary>Waits for a private word to that person which says this.</summary>
    protected static Task<System.Text.Json.Nodes.JsonObject> ToldAsync(PlaygroundDriver people, string person, string words) => TestApp.Eventually(
        async () => (await people.PrivateAsync(person)).LastOrDefault(message => ((string)message["text"]!).Contains(words, StringComparison.Ordinal)), $"{person} to be told '{words}'");

    [Fact]
    public async Task Of_Many_Who_Press_At_Once_One_Gets_It_And_The_Others_Are_Told_Who_And_Until_When()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.RoutedAsync();

        string[] crowd = [.. Enumerable.Range(0, 40).Select(i => $"playground:person{i}")];
        ClickAnswer[] answers = await Task.WhenAll(crowd.Select(person => people.ClickAsync(person, card, "claim")));

        int winner = Array.FindIndex(answers, answer => answer.Ok);
        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers[winner].Text.ShouldNotBeNull().ShouldContain("It is yours until 15:30");
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Text!.Contains($"person{winner} is answering since 15:00, theirs until 15:30"));
        Mention row = await app.MentionAsync(card.Mention);
        row.Holder.ShouldBe(new Address("playground", $"person{winner}"));
        (await app.CountAsync(card.Mention, "claim")).ShouldBe(1);
        await app.Database.ShouldAddUpAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_Same_Click_Fifty_Times_Is_One_Ledger_Line_And_One_Answer(bool atOnce)
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.RoutedAsync();

        var answers = new List<ClickAnswer>();
        if (atOnce)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => people.ClickAsync(Ana, card, "claim"))));
        }
        else
        {
            for (int i = 0; i < 50; i++)
            {
                answers.Add(await people.ClickAsync(Ana, card, "claim"));
            }
        }

        answers.Select(answer => (answer.Ok, answer.Text)).Distinct().ShouldHaveSingleItem().Ok.ShouldBeTrue();
        answers.Select(answer => answer.Card!.ToJsonString()).Distinct().ShouldHaveSingleItem();
        (await app.CountAsync(card.Mention, "claim")).ShouldBe(1);
        (await app.MentionAsync(card.Mention)).Fence.ShouldBe(1);
    }

    [Fact]
    public async Task Two_Mirrored_Channels_Show_One_Claim()
    {
        await using TestApp app = await StartAsync(("Desks:CustomerService:Channels:0", Desk), ("Desks:CustomerService:Channels:1", "playground:second-line"));
        var people = new PlaygroundDriver(app.Http);
        ShownCard here = await people.RoutedAsync();
        ShownCard there = await people.CardAsync("playground:second-line", here.Mention);

        ClickAnswer[] answers = await Task.WhenAll(people.ClickAsync(Ana, here, "claim"), people.ClickAsync(Carl, there, "claim"));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        here = await people.CardAsync(Desk, here.Mention, newerThan: here.Version);
        there = await people.CardAsync("playground:second-line", there.Mention, newerThan: there.Version);
        here.State.ShouldBe($"{(answers[0].Ok ? "Ana Alves" : "Carl Conti")} is answering since {{{{TIME(2026-11-23T14:00:00Z)}}}}, theirs until {{{{TIME(2026-11-23T14:30:00Z)}}}}");
        there.State.ShouldBe(here.State);
        (await app.CountAsync(here.Mention, "claim")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_The_Desks_Responders_Can_Claim_Or_Be_Handed_An_Item()
    {
        await using TestApp app = await StartAsync(("Desks:CustomerService:Responders:0", Ana));
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.RoutedAsync();

        ClickAnswer stranger = await people.ClickAsync(Carl, card, "claim");
        stranger.Ok.ShouldBeFalse();
        stranger.Text.ShouldNotBeNull().ShouldStartWith("This desk's items are answered by");
        (await app.MentionAsync(card.Mention)).State.ShouldBe(MentionState.Routed);

        (await people.ClickAsync(Ana, card, "claim")).Ok.ShouldBeTrue();
        card = await people.CardAsync(Desk, card.Mention, newerThan: card.Version);
        ClickAnswer handed = await people.ClickAsync(Ana, card, "hand-over", ("to", Carl));
        handed.Ok.ShouldBeFalse();
        (await app.MentionAsync(card.Mention)).Holder.ShouldBe(Address.Parse(Ana));
    }

    [Fact]
    public async Task A_Claim_Outlives_A_Restart_With_Its_Lease()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        var options = new TestAppOptions { Redis = Redis, Folder = folder };
        ShownCard card;
        await using (TestApp before = await TestApp.StartAsync(options))
        {
            card = await ClaimedAsync(new PlaygroundDriver(before.Http));
            options = options with { Clock = before.Clock };
        }

        options.Clock!.Advance(TimeSpan.FromMinutes(10));
        await using (TestApp after = await TestApp.StartAsync(options))
        {
            var people = new PlaygroundDriver(after.Http);
            ClickAnswer other = await people.ClickAsync(Carl, card, "claim");
            other.Ok.ShouldBeFalse();
            other.Text.ShouldNotBeNull().ShouldContain("Ana Alves is answering since 15:00, theirs until 15:30");
            (await people.ClickAsync(Ana, card, "more-time")).Text.ShouldNotBeNull().ShouldContain("yours until 15:40");

            await after.AdvanceAsync(Lease);
            Mention row = await after.MentionAsync(card.Mention);
            row.State.ShouldBe(MentionState.Routed);
            row.Fence.ShouldBe(2);
        }

        Directory.Delete(folder, recursive: true);
    }
}
