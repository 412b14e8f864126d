using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>Words, clocks and minds change while a story is open: nothing gets out of sight, and nobody follows a decision on something else.</summary>
public sealed class StoryChangesTests
{
    private const string New = "brightwater took the money for a new filter twice and nobody there wants to give it back to us";

    /// <summary>Applying runs in steps, and the owner presses Undo between two of them.</summary>
    [Fact]
    public async Task Undo_In_The_Middle_Of_Applying_Takes_Back_What_Was_Moved_Already()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 120);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();
        (MentionChanges changes, LiveSettings settings) = (stage.App.Services.GetRequiredService<MentionChanges>(), stage.App.Services.GetRequiredService<LiveSettings>());
        DateTimeOffset now = stage.App.Clock.GetUtcNow();

        (int there, int back) = await stage.App.Database.WriteAsync(async session =>
        {
            Mention leader = session.FindMention(card.Mention)!;
            StoryRows.Apply(session, leader, exactOnly: false, long.MaxValue, TimeSpan.FromHours(24), now);
            long order = StoryRows.DecisionOf(session.Prepared, leader.Id)!.Id;
            StoryStep first = await StoryMoves.DecisionAsync(session, changes, stage.App.Services.GetRequiredService<StoryIntake>(), settings, order, "applying", 0, 50, now);
            StoryRows.TakeBack(session, leader);
            StoryStep second = await StoryMoves.DecisionAsync(session, changes, stage.App.Services.GetRequiredService<StoryIntake>(), settings, order, "applying", first.Next!.Value, 50, now);
            return (first.Moved, second.Moved);
        });
        await stage.Worker.WorkAsync();

        there.ShouldBe(50);
        back.ShouldBe(0);
        await TestApp.Eventually(async () => await stage.CopiesByStateAsync() is { Count: 1 } states && states.GetValueOrDefault(MentionState.Merged) == 120, "all of them to come back");
        await stage.App.ShouldAddUpAsync();
    }

    /// <summary>Two programs whose clocks differ: one records the order, the other moves the copies by a clock that is behind.</summary>
    [Fact]
    public async Task Undo_Takes_Back_What_Another_Program_Moved_By_A_Slow_Clock()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 3);
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "customer-service")).Ok.ShouldBeTrue();
        (MentionChanges changes, LiveSettings settings) = (stage.App.Services.GetRequiredService<MentionChanges>(), stage.App.Services.GetRequiredService<LiveSettings>());
        DateTimeOffset now = stage.App.Clock.GetUtcNow();

        await stage.App.Database.WriteAsync(async session =>
        {
            Mention leader = session.FindMention(card.Mention)!;
            StoryRows.Apply(session, leader, exactOnly: false, long.MaxValue, TimeSpan.FromHours(24), now);
            return await StoryMoves.DecisionAsync(session, changes, stage.App.Services.GetRequiredService<StoryIntake>(), settings, StoryRows.DecisionOf(session.Prepared, leader.Id)!.Id, "applying", 0, 50, now.AddSeconds(-5));
        });
        (await stage.PressAsync(StoryStage.Owner, card.Mention, "undo")).Ok.ShouldBeTrue();
        await stage.Worker.WorkAsync();

        await TestApp.Eventually(async () => (await stage.CopiesByStateAsync()).GetValueOrDefault(MentionState.Merged) == 3, "all of them to come back");
    }

    [Fact]
    public async Task Desk_Takes_No_More_An_Hour_When_Two_Clocks_Disagree_About_The_Hour()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);
        await stage.ApplyAsync(card.Mention);
        DateTimeOffset hour = DateTimeOffset.FromUnixTimeSeconds((stage.App.Clock.GetUtcNow().ToUnixTimeSeconds() / 3600 * 3600) + 7200);

        bool[] followed = await stage.App.Database.WriteAsync(session =>
        {
            StoryDecision decision = StoryRows.DecisionOf(session.Prepared, card.Mention)!;
            return Task.FromResult(Enumerable.Range(0, 10).Select(i => StoryRows.TryFollow(session, decision, atMost: 2, hour.AddSeconds(i % 2 == 0 ? 1 : -1))).ToArray());
        });

        followed.Count(yes => yes).ShouldBe(2);
    }

    /// <summary>The same advertisement day after day: those of the past must not hide today's.</summary>
    [Fact]
    public async Task Post_That_Comes_Back_Every_Day_Is_One_Card_A_Day()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        for (int day = 0; day < 12; day++)
        {
            await stage.CopiesAsync(day * 10, 3);

            (await stage.CopiesByStateAsync()).ShouldBe(
                new Dictionary<MentionState, long> { [MentionState.AwaitingTriage] = day + 1, [MentionState.Merged] = 2 * (day + 1) }, ignoreOrder: true, customMessage: $"day {day}");
            await stage.App.AdvanceAsync(TimeSpan.FromDays(3));
        }
    }

    /// <summary>Somebody gets harmless words waved through, and then changes them.</summary>
    [Fact]
    public async Task Nobody_Follows_A_Decision_On_Words_That_Were_Changed_Since()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        await stage.Sender.SendAsync(IngestDriver.Line("first", StoryStage.Text));
        long first = (await stage.App.StoredAsync("first"))!.Id;
        await stage.CopiesAsync(1, 1);
        await stage.ApplyAsync(first, "no-response", ("reason", "spam"));

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(1));
        await stage.Sender.SendAsync(IngestDriver.Line("first", New));
        await stage.Sender.SendAsync(IngestDriver.Line("other", $"RT @mara: {New}"));
        await stage.Sender.SendAsync(IngestDriver.Line("more", $"RT @mara: {New}"));

        (await stage.App.StoredAsync("other"))!.State.ShouldBe(MentionState.AwaitingTriage);
        (await stage.App.StoredAsync("more"))!.StoryId.ShouldBe((await stage.App.StoredAsync("other"))!.Id);
        await stage.App.ShouldAddUpAsync();
    }

    /// <summary>It followed without a card, so there is nobody who would see its new words.</summary>
    [Fact]
    public async Task Copy_That_Followed_To_No_Response_And_Says_Something_Else_Now_Gets_A_Card()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 2);
        await stage.ApplyAsync(card.Mention, "no-response", ("reason", "spam"));

        await stage.Sender.SendAsync(IngestDriver.Line("c1", $"RT @mara: {StoryStage.Text} #fail"));
        await stage.Sender.SendAsync(IngestDriver.Line("c2", New));

        (await stage.App.StoredAsync("c1"))!.State.ShouldBe(MentionState.NoResponse);
        Mention own = (await stage.App.StoredAsync("c2"))!;
        own.State.ShouldBe(MentionState.AwaitingTriage);
        (await stage.People.CardAsync(PlaygroundDriver.Triage, own.Id)).State.ShouldStartWith("Needs a decision");
        (await stage.ShownAsync(card.Mention)).Json.ShouldContain("+1 similar");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Undo_Takes_Back_A_Copy_Whose_Words_The_Source_Has_Corrected()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 2);
        await stage.ApplyAsync(card.Mention, "no-response", ("reason", "spam"));
        await stage.Sender.SendAsync(IngestDriver.Line("c1", $"RT @mara: {StoryStage.Text} #fail"));

        (await stage.PressAsync(StoryStage.Owner, card.Mention, "undo")).Ok.ShouldBeTrue();
        await stage.Worker.WorkAsync();

        await TestApp.Eventually(async () => (await stage.CopiesByStateAsync()).GetValueOrDefault(MentionState.Merged) == 2, "both to come back");
        await stage.App.ShouldAddUpAsync();
    }

    /// <summary>The first one becomes something harmless; what forty others say must not hide behind it.</summary>
    [Fact]
    public async Task When_The_First_One_Says_Something_Else_The_Others_Get_A_Card_Of_Their_Own()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        await stage.Sender.SendAsync(IngestDriver.Line("first", StoryStage.Text));
        long first = (await stage.App.StoredAsync("first"))!.Id;
        await stage.CopiesAsync(1, 120);

        await stage.Sender.SendAsync(IngestDriver.Line("first", "We are so happy with everything that brightwater has done for the children of our street"));
        await stage.Worker.WorkAsync();

        await TestApp.Eventually(async () => (await stage.App.StoredAsync("c120"))!.StoryId == (await stage.App.StoredAsync("c1"))!.Id, "all to move");
        Mention second = (await stage.App.StoredAsync("c1"))!;
        second.State.ShouldBe(MentionState.AwaitingTriage);
        (await stage.CopiesByStateAsync()).ShouldBe(new Dictionary<MentionState, long> { [MentionState.AwaitingTriage] = 1, [MentionState.Merged] = 119 }, ignoreOrder: true);
        (await stage.ShownAsync(second.Id)).Json.ShouldContain("+119 similar");
        (await stage.ShownAsync(first)).Json.ShouldNotContain("similar ·");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task First_One_That_Is_Given_Away_Twice_Takes_All_Of_Them_Along()
    {
        await using StoryStage stage = await StoryStage.StartAsync(
            ("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "brightwater"), ("Brands:1:Name", "Aquaria"), ("Brands:1:Match", "aquaria"), ("Brands:2:Name", "Hydra"), ("Brands:2:Match", "hydra"));
        ShownCard card = await stage.BeginAsync(copies: 120);
        (MentionChanges changes, StoryIntake intake) = (stage.App.Services.GetRequiredService<MentionChanges>(), stage.App.Services.GetRequiredService<StoryIntake>());
        DateTimeOffset now = stage.App.Clock.GetUtcNow();

        await stage.App.Database.WriteAsync(async session =>
        {
            long version = session.FindMention(card.Mention)!.Version + 1;
            for ((string brand, long? after) = ("Aquaria", 0); after is { } from; brand = "Hydra")
            {
                Mention leader = session.FindMention(card.Mention)!;
                await changes.TryAsync(session, leader, leader with { Brand = brand, Brands = brand }, new LedgerLine(now, Address.System, LedgerVerbs.Kept));
                StoryRows.Move(session, card.Mention);
                after = (await StoryMoves.LeaderAsync(session, changes, intake, card.Mention, version, from, 50, now)).Next;
            }

            return 0;
        });
        await stage.Worker.WorkAsync();

        await TestApp.Eventually(
            () => stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>("SELECT NOT EXISTS (SELECT 1 FROM mention WHERE brand <> 'Hydra')")), "all of them to go there");
        await stage.App.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Undo_Goes_From_The_Own_Card_Of_A_Copy_When_Its_Time_Is_Over()
    {
        await using StoryStage stage = await StoryStage.StartAsync();
        ShownCard card = await stage.BeginAsync(copies: 1);
        await stage.ApplyAsync(card.Mention);
        long copy = (await stage.App.StoredAsync("c1"))!.Id;
        (await stage.PressAsync(StoryStage.Ana, copy, "not-ours", ("reason", "not about us"))).Ok.ShouldBeTrue();
        await stage.App.DrainOutboxAsync();

        (await stage.PressAsync(StoryStage.Owner, copy, "no-response", ("reason", "spam"))).Ok.ShouldBeTrue();
        (await stage.ShownAsync(copy)).Json.ShouldContain("\"undo\"");
        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(61));

        (await stage.ShownAsync(copy)).Json.ShouldNotContain("\"undo\"");
    }
}
