using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Spikes;
using ChatTriage.Querying.Watches;
using ChatTriage.Routing;
using ChatTriage.Tests.Querying.Watches;
using ChatTriage.Tests.Reliability;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Spikes;

/// <summary>Floods in the running program: one board, one word to whoever watches, and an end.</summary>
public sealed class SpikeWatchTests
{
    private const int Complaints = 9;
    private const string Complaint = "The acme filter broke and my kitchen floor is ruined, this is awful";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2013_Glasgow_helicopter_crash")]
    [InlineData("2013_West_Texas_explosion")]
    [InlineData("2012_Guatemala_earthquake")]
    public async Task A_Real_Flood_Has_One_Board_That_Changes_In_Place_And_Ends(string crisis)
    {
        (DateTimeOffset At, string Text)[] tweets = CrisisReplay.Events()[crisis];
        (DateTimeOffset begin, DateTimeOffset end) = CrisisReplay.Floods(tweets.Select(tweet => tweet.At))[0];
        DateTimeOffset start = begin.AddHours(-12);
        await using SpikeStage stage = await SpikeStage.StartAsync(start);
        await stage.People.WatchAsync(WatchStage.Ana, "acme today", "weekly");
        (DateTimeOffset At, string Text)[] coming = [.. tweets.Where(tweet => tweet.At >= start).Concat(CrisisReplay.Quiet(start, end.AddDays(2), seed: 9).Select(at => (at, "a quiet word"))).OrderBy(post => post.Item1)];
        int sent = 0, looks = 0;
        bool wasQuietBefore = true;
        while (stage.People.Now < end.AddHours(30))
        {
            DateTimeOffset next = stage.People.Now.AddMinutes(10);
            int until = coming.TakeWhile(post => post.At <= next).Count();
            stage.People.App.Clock.AdjustTime(next);
            await stage.SendAsync(coming[sent..until]);
            sent = until;
            await stage.LookAsync();
            looks++;
            wasQuietBefore &= next > begin.AddHours(-4) || (await stage.SpikesAsync()).Count == 0;
        }

        Spike spike = (await stage.SpikesAsync()).ShouldHaveSingleItem();
        wasQuietBefore.ShouldBeTrue("no alarm before the flood");
        spike.BeganAt.ShouldBeLessThan(begin.AddHours(1).AddMinutes(10), "it is noticed while it rises");
        spike.EndedAt.ShouldNotBeNull();
        FakeMessage board = stage.Boards().ShouldHaveSingleItem();
        board.State.ShouldStartWith("Over: acme");
        stage.BoardCalls("post").Count.ShouldBe(1);
        stage.BoardCalls("update").Count.ShouldBeInRange(3, looks);
        stage.Alerts(WatchStage.Ana.Address).ShouldBe(["acme: far more mentions than usual"]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{crisis}: flood from {begin:u}, noticed {spike.BeganAt:u}, over since {spike.EndedAt:u}, most {spike.Peak} in an hour, {stage.BoardCalls("update").Count} changes of one board in {looks} looks");
    }

    [Fact]
    public async Task The_Board_Says_How_Many_Which_Stories_And_Who_Answers_What()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon);
        await stage.SendAsync(30, Complaint);
        await stage.SendAsync([(stage.People.Now, "is the acme water safe to drink or not?")]);
        await stage.LookAsync();
        FakeMessage board = stage.Boards().ShouldHaveSingleItem();
        board.State.ShouldBe("acme: far more mentions than usual");
        string words = SpikeStage.Words(board);
        words.ShouldContain("kitchen floor is ruined");
        words.ShouldContain("(5 minutes each)");
        words.ShouldContain("in an hour");
        words.ShouldContain("negative");
        words.ShouldNotContain("Who answers what");

        long claimed = await stage.People.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT id FROM mention WHERE text LIKE 'is the acme%'"));
        await DispatchAsync(stage, new Person(new Address("fake", "olivia"), "Olivia Ortiz"), claimed, "customer-service", CardRole.Triage);
        await DispatchAsync(stage, WatchStage.Ben, claimed, "claim", CardRole.CustomerService);
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        SpikeStage.Words(stage.Boards().ShouldHaveSingleItem()).ShouldContain("Ben Bauer: is the acme water safe to drink or not?");
    }

    [Theory]
    [InlineData(0, "none in the last 5 minutes, 36 in the 5 before")]
    [InlineData(3, "less than one a minute: 3 in the last 5 minutes, 36 in the 5 before")]
    [InlineData(41, "about 8 a minute: 41 in the last 5 minutes, 36 in the 5 before")]
    public async Task The_Board_Says_How_Many_A_Minute_At_Whatever_Moment_It_Is_Drawn(int latest, string expected)
    {
        // The bar that runs has just begun.
        DateTimeOffset now = Noon.AddMinutes(30).AddSeconds(20);
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon);
        stage.People.App.Clock.AdjustTime(now);
        await stage.SendAsync([.. Times(now.AddMinutes(-5), 36), .. Times(now, latest), .. Times(now.AddMinutes(-10), 7)]);
        await stage.LookAsync();
        SpikeStage.Words(stage.Boards().ShouldHaveSingleItem()).ShouldContain($"\"{expected}\"");

        static IEnumerable<(DateTimeOffset, string)> Times(DateTimeOffset end, int count) => Enumerable.Range(0, count).Select(i => (end.AddSeconds(-i), "acme is down"));
    }

    /// <summary>As many as on any day, but nearly all of them angry.</summary>
    [Fact]
    public async Task Far_More_Complaints_Among_As_Many_Posts_As_Usual_Are_A_Spike_Of_Their_Own_And_End_By_Themselves()
    {
        await using SpikeStage stage = await ComplaintsAsync();
        Spike spike = (await stage.SpikesAsync()).ShouldHaveSingleItem();
        (spike.Kind, spike.Peak).ShouldBe((SpikeKind.Negative, Complaints));
        FakeMessage board = stage.Boards().ShouldHaveSingleItem();
        board.State.ShouldBe("acme: far more complaints than usual");
        SpikeStage.Words(board).ShouldContain($"Most: {Complaints} complaints in an hour");
        SpikeStage.Words(board).ShouldContain("hardly any complaints at this hour");

        await stage.SendAsync(2, Complaint);
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        await stage.LookAsync(TimeSpan.FromHours(1.5));
        stage.Boards().ShouldHaveSingleItem().State.ShouldBe("Calming down: acme had far more complaints than usual");
        await stage.LookAsync(TimeSpan.FromMinutes(40));
        spike = (await stage.SpikesAsync()).ShouldHaveSingleItem();
        (spike.Kind, spike.Peak, spike.EndedAt is not null).ShouldBe((SpikeKind.Negative, Complaints + 2, true));
        stage.Boards().ShouldHaveSingleItem().State.ShouldStartWith("Over: acme");
        stage.Alerts(WatchStage.Ana.Address).ShouldBe(["acme: far more complaints than usual"]);
    }

    [Fact]
    public async Task A_Spike_Of_Complaints_Becomes_One_Of_Volume_On_The_Same_Board_And_Nobody_Is_Told_Again()
    {
        await using SpikeStage stage = await ComplaintsAsync();
        Spike angry = (await stage.SpikesAsync()).ShouldHaveSingleItem();

        await stage.SendAsync(40, "acme on the evening news");
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        Spike loud = (await stage.SpikesAsync()).ShouldHaveSingleItem();
        (loud.Id, loud.Kind, loud.BeganAt).ShouldBe((angry.Id, SpikeKind.Volume, angry.BeganAt));
        loud.Peak.ShouldBeGreaterThanOrEqualTo(40 + Complaints, "the most is now the most of all posts");
        stage.Boards().ShouldHaveSingleItem().State.ShouldBe("acme: far more mentions than usual");

        await stage.PassAsync(TimeSpan.FromHours(3));
        (await stage.SpikesAsync()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        stage.BoardCalls("post").Count.ShouldBe(1);
        stage.Alerts(WatchStage.Ana.Address).ShouldBe(["acme: far more complaints than usual"]);
    }

    [Fact]
    public async Task A_Feed_That_Begins_With_A_Few_Old_Posts_Has_No_Past_To_Be_Loud_Against()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon, "rival");
        await stage.SendAsync([.. Enumerable.Range(1, 6).Select(week => (Noon.AddDays(-7 * week).AddMinutes(-150), "a word of long ago"))]);
        await stage.SendAsync(4 * CrisisReplay.Minimum, "this is how much is said each hour");
        await stage.LookAsync();
        (await stage.SpikesAsync()).ShouldBeEmpty();

        await stage.SendAsync(7 * CrisisReplay.Minimum, "and this is ten times the minimum");
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        (await stage.SpikesAsync()).Count(spike => spike.Brand == "acme").ShouldBe(1);
    }

    [Fact]
    public async Task A_Board_That_Would_Show_The_Same_Is_Not_Sent_Again()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon.AddMinutes(1));
        await stage.SendAsync(40, "acme is down");
        await stage.LookAsync();
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        (stage.BoardCalls("post").Count, stage.BoardCalls("update").Count).ShouldBe((1, 0));
        await stage.SendAsync(1, "acme is still down");
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        (stage.BoardCalls("post").Count, stage.BoardCalls("update").Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_Deleted_Board_Is_Posted_Anew_Once_While_The_Spike_Goes_On()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon);
        await stage.SendAsync(40, "acme is down");
        await stage.LookAsync();
        stage.People.Platform.DeleteAll(FakePlatform.Triage);
        await stage.SendAsync(5, "acme is down too");
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        stage.Boards().ShouldHaveSingleItem();
        stage.BoardCalls("post").Count.ShouldBe(2);

        await stage.LookAsync(TimeSpan.FromHours(2));
        stage.Boards().ShouldHaveSingleItem().State.ShouldStartWith("Calming down: acme");
        stage.People.Platform.DeleteAll(FakePlatform.Triage);
        await stage.LookAsync(TimeSpan.FromMinutes(40));
        (await stage.SpikesAsync()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        stage.Boards().ShouldBeEmpty("nobody needs to see that something is over which they took away");
    }

    [Fact]
    public async Task Everybody_Who_Watches_The_Brand_Is_Told_Once_And_Nobody_Else()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon);
        Person carl = new(new Address("fake", "carl"), "Carl"), dora = new(new Address("fake", "dora"), "Dora");
        await stage.People.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.People.WatchAsync(WatchStage.Ana, "acme today", "change");
        await stage.People.WatchAsync(WatchStage.Ben, "acme today", "daily", "here", WatchStage.Press);
        await stage.People.WatchAsync(carl, "rival today", "daily");
        await stage.People.WatchAsync(dora, "acme today", "daily");
        await stage.People.PressAsync(dora, WatchVerbs.Pause, await stage.People.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT id FROM watch WHERE person = 'fake:dora'")));

        await stage.SendAsync(40, "acme is down");
        await stage.LookAsync();
        await stage.SendAsync(40, "acme is down again");
        await stage.PassAsync(TimeSpan.FromMinutes(30));
        await stage.PassAsync(TimeSpan.FromHours(3));
        await stage.SendAsync(40, "acme is down once more");
        await stage.PassAsync(TimeSpan.FromMinutes(30));

        (await stage.SpikesAsync()).ShouldHaveSingleItem().Announced.ShouldBe(2);
        stage.Alerts(WatchStage.Ana.Address).Count.ShouldBe(1);
        stage.Alerts(WatchStage.Ben.Address).Count.ShouldBe(1);
        stage.Alerts(carl.Address).ShouldBeEmpty();
        stage.Alerts(dora.Address).ShouldBeEmpty();
        stage.Boards().ShouldHaveSingleItem().State.ShouldBe("acme: far more mentions than usual", "it came back within a day");
    }

    [Fact]
    public async Task A_Competitors_Flood_Tells_Who_Watches_It_And_Has_No_Board()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon, "rival");
        await stage.People.WatchAsync(WatchStage.Ana, "rival today", "daily");
        await stage.SendAsync(40, "rival is down", "rival");
        await stage.LookAsync();
        stage.Boards().ShouldBeEmpty();
        stage.Alerts(WatchStage.Ana.Address).ShouldBe(["rival: far more mentions than usual"]);
    }

    [Fact]
    public async Task Two_Replicas_Open_One_Spike()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon);
        await using WatchStage other = await WatchStage.StartAsync(beside: stage.People, settings: [("Spikes:Minimum", $"{CrisisReplay.Minimum}")]);
        await stage.People.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.SendAsync(40, "acme is down");
        await Task.WhenAll(stage.LookAsync(), other.App.Services.GetRequiredService<SpikeWatch>().RunAsync());
        await other.App.DrainOutboxAsync();

        (await stage.SpikesAsync()).ShouldHaveSingleItem();
        stage.Boards().ShouldHaveSingleItem();
        stage.Alerts(WatchStage.Ana.Address).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_Spike_Ends_When_It_Is_Switched_Off()
    {
        await using SpikeStage stage = await SpikeStage.StartAsync(Noon);
        await stage.SendAsync(40, "acme is down");
        await stage.LookAsync();
        stage.People.App.Services.GetRequiredService<ChatTriage.Settings.LiveSettings>().Options.Spikes.Enabled = false;
        await stage.LookAsync(TimeSpan.FromMinutes(1));
        (await stage.SpikesAsync()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        stage.Boards().ShouldHaveSingleItem().State.ShouldStartWith("Over: acme");
    }

    /// <summary>Fewer than a spike of volume begins with.</summary>
    private static async Task<SpikeStage> ComplaintsAsync()
    {
        SpikeStage stage = await SpikeStage.StartAsync(Noon);
        await stage.People.WatchAsync(WatchStage.Ana, "acme today", "weekly");
        await stage.SendAsync(Complaints, Complaint);
        await stage.LookAsync();
        return stage;
    }

    private static async Task DispatchAsync(SpikeStage stage, Person person, long mention, string verb, CardRole role)
    {
        Mention row = (await stage.People.App.Database.ReadAsync(connection => connection.FindMentionAsync(mention))).ShouldNotBeNull();
        InteractionReply reply = await stage.People.App.Services.GetRequiredService<InteractionDispatcher>().DispatchAsync(
            new ButtonClicked(person, mention, row.Version, verb, role, new Dictionary<string, string>()), stage.People.Platform, CancellationToken.None);
        reply.Changed.ShouldBeTrue(reply.Text);
    }
}
