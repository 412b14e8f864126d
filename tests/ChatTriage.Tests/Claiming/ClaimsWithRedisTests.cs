using ChatTriage.Claiming;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace ChatTriage.Tests.Claiming;

/// <summary>The lock in a real Redis, and what happens when it forgets, dies or stands still.</summary>
public sealed class ClaimsWithRedisTests : ClaimContract
{
    private RedisServer _redis = null!;

    /// <inheritdoc/>
    protected override string? Redis => _redis.ConnectionString;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_Claim_Is_In_Redis_With_Its_Fence_Until_It_Ends()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        await using ConnectionMultiplexer direct = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);

        (await direct.GetDatabase().HashGetAsync($"{{m:{held.Mention}}}:claim", "person")).ShouldBe((RedisValue)Ana);
        TimeSpan left = (await direct.GetDatabase().KeyTimeToLiveAsync($"{{m:{held.Mention}}}:claim")).ShouldNotBeNull();
        left.ShouldBeInRange(TimeSpan.FromMinutes(25), Lease);
        (await people.ClickAsync(Ana, held, "release")).Ok.ShouldBeTrue();

        (await direct.GetDatabase().KeyExistsAsync($"{{m:{held.Mention}}}:claim")).ShouldBeFalse();
        (await direct.GetDatabase().StringGetAsync($"{{m:{held.Mention}}}:fence")).ShouldBe((RedisValue)2);
    }

    [Fact]
    public async Task Redis_Emptied_During_A_Claim_Lets_Nobody_Else_In_And_The_Next_Fence_Is_Higher()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard free = await people.RoutedAsync();
        (await people.ClickAsync(Ana, free, "claim")).Ok.ShouldBeTrue();
        ShownCard held = await people.CardAsync(Desk, free.Mention, newerThan: free.Version);

        await DirectAsync("FLUSHALL");
        ClickAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => people.ClickAsync($"playground:person{i}", i % 2 == 0 ? free : held, "claim")));
        answers.ShouldAllBe(answer => !answer.Ok && answer.Text!.Contains("Ana Alves is answering since 15:00, theirs until 15:30"));
        await app.AdvanceAsync(Lease - TimeSpan.FromSeconds(1));
        (await people.ClickAsync(Carl, held, "claim")).Ok.ShouldBeFalse();
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));

        await DirectAsync("FLUSHALL");
        (await people.ClickAsync(Carl, await people.CardAsync(Desk, free.Mention, newerThan: held.Version), "claim")).Ok.ShouldBeTrue();
        (await app.HistoryAsync(free.Mention)).Grants().ShouldBe([1, 3]);
        await app.Database.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Redis_Killed_Means_Degraded_And_Claims_Go_On_And_Back_Empty_It_Makes_No_Second_Holder()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);
        await _redis.KillAsync();
        await HealthAsync(app, "Degraded");

        ClickAnswer status = await people.AskAsync(Noah, "/mentions status");
        status.Card!.ToJsonString().ShouldContain("degraded");
        (await people.ClickAsync(Carl, held, "claim")).Ok.ShouldBeFalse();
        ShownCard other = await people.RoutedAsync();
        ClickAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => people.ClickAsync($"playground:person{i}", other, "claim")));
        answers.Count(answer => answer.Ok).ShouldBe(1);

        await _redis.StartAgainAsync();
        await HealthAsync(app, "Healthy");
        foreach (long mention in new[] { held.Mention, other.Mention })
        {
            Mention row = await app.MentionAsync(mention);
            ShownCard present = await people.CardAsync(Desk, mention, newerThan: row.Version - 1);
            (await people.ClickAsync(Noah, present, "claim")).Ok.ShouldBeFalse();
            (await people.ClickAsync(row.Holder!.Value.ToString(), present, "more-time")).Ok.ShouldBeTrue();
        }

        (await app.CountAsync(held.Mention, "claim")).ShouldBe(1);
        (await app.CountAsync(other.Mention, "claim")).ShouldBe(1);
        await app.Database.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Lease_That_Ends_While_Redis_Is_Away_Does_Not_Block_The_Next_Claim()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard held = await ClaimedAsync(people);

        // As after a cut line: Redis still remembers a claim that the rows have ended.
        var holder = Address.Parse(Ana);
        await app.AdvanceAsync(Lease);
        await app.Services.GetRequiredService<ResponderLock>().ConfirmAsync(
            await app.MentionAsync(held.Mention) with { Holder = holder, Fence = 1, LeaseUntil = app.Clock.GetUtcNow() + Lease }, app.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        ShownCard free = await people.CardAsync(Desk, held.Mention, newerThan: held.Version);
        (await people.ClickAsync(Carl, free, "claim")).Ok.ShouldBeTrue();
    }

    /// <summary>A program that dies after Redis has said yes and before the row is written leaves a grant that nobody uses.</summary>
    [Fact]
    public async Task A_Grant_That_Never_Reached_The_Row_Blocks_Others_Only_For_Moments()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard free = await people.RoutedAsync();
        LockAnswer orphan = await app.Services.GetRequiredService<ResponderLock>().TakeAsync(free.Mention, Address.Parse(Carl), rowFence: 0, TestContext.Current.CancellationToken);
        orphan.Granted.ShouldBeTrue();

        ClickAnswer blocked = await people.ClickAsync(Ana, free, "claim");
        blocked.Ok.ShouldBeFalse();
        blocked.Text.ShouldNotBeNull().ShouldContain("pressed a moment before you");
        (await app.MentionAsync(free.Mention)).State.ShouldBe(MentionState.Routed);
        (await people.ClickAsync(Olivia, await people.CardAsync(PlaygroundDriver.Triage, free.Mention, newerThan: free.Version - 1), "note", ("note", "still free"))).Ok.ShouldBeTrue();

        ShownCard present = await people.CardAsync(Desk, free.Mention, newerThan: free.Version);
        await TestApp.Eventually(async () => (await people.ClickAsync(Ana, present, "claim")).Ok, "the unused grant to be gone", seconds: 15);
        Mention row = await app.MentionAsync(free.Mention);
        row.Holder.ShouldBe(Address.Parse(Ana));
        row.Fence.ShouldBeGreaterThan(orphan.Fence);
    }

    [Fact]
    public async Task Redis_That_Stands_Still_Does_Not_Stop_Claims()
    {
        await using TestApp app = await StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard free = await people.RoutedAsync();
        await app.DrainOutboxAsync();
        await DirectAsync("CLIENT", "PAUSE", "6000", "ALL");

        (await people.ClickAsync(Ana, free, "claim")).Ok.ShouldBeTrue();
        app.Logs.Lines.Count(line => line.Text.StartsWith("The lock did not answer", StringComparison.Ordinal)).ShouldBeLessThan(2, "a click waits for Redis once, not at every step");
        ShownCard held = await people.CardAsync(Desk, free.Mention, newerThan: free.Version);
        (await people.ClickAsync(Carl, held, "claim")).Ok.ShouldBeFalse();
        (await people.ClickAsync(Ana, held, "release")).Ok.ShouldBeTrue();
        ShownCard again = await people.CardAsync(Desk, free.Mention, newerThan: held.Version);
        (await people.ClickAsync(Carl, again, "claim")).Ok.ShouldBeTrue();

        await HealthAsync(app, "Healthy");
        (await people.ClickAsync(Ana, await people.CardAsync(Desk, free.Mention, newerThan: again.Version), "claim")).Ok.ShouldBeFalse();
        (await app.HistoryAsync(free.Mention)).Grants().ShouldBe([1, 3]);
    }

    private static Task<bool> HealthAsync(TestApp app, string expected) => TestApp.Eventually(
        async () =>
        {
            using HttpResponseMessage ready = await app.Http.GetAsync("/health/ready");
            return ready.IsSuccessStatusCode && await ready.Content.ReadAsStringAsync() == expected;
        },
        $"health to say {expected}");

    private async Task DirectAsync(string command, params object[] arguments)
    {
        await using ConnectionMultiplexer direct = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},allowAdmin=true");
        (await direct.GetDatabase().ExecuteAsync(command, arguments)).ToString().ShouldBe("OK");
    }
}
