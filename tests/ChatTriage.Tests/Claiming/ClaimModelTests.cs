using ChatTriage.Claiming;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Claiming;

/// <summary>Any order of any buttons by any people at any time, compared with a small model after every step.</summary>
public sealed class ClaimModelTests
{
    private static readonly string[] People = [PlaygroundDriver.Owner, "playground:ana", "playground:carl", "playground:noah"];

    // What moves a claim is drawn more often than what ends the story.
    private static readonly string[] Acts =
    [
        "claim", "claim", "claim", "claim", "hand-over", "hand-over", "more-time", "more-time", "release", "release", "wait", "wait", "wait",
        "customer-service", "customer-service", "public-reply", "re-route", "mark-answered", "not-ours", "reopen", "reopen",
    ];

    private static readonly Gen<ClaimStep[]> Stories =
        Gen.Select(Gen.Int[0, Acts.Length - 1].Select(act => Acts[act]), Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 9], (act, person, argument, old) => new ClaimStep(act, person, argument, old == 0)).Array[8, 30];

    [Fact]
    public async Task The_Running_Program_Does_What_The_Model_Says()
    {
        await using TestApp app = await TestApp.StartAsync();
        await Stories.SampleAsync(story => LiveAsync(app, story), iter: 60, threads: 1, print: story => string.Join(' ', story.AsEnumerable()));
    }

    [Fact]
    public async Task The_Running_Program_Does_What_The_Model_Says_With_Redis_That_Forgets()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { Redis = redis.ConnectionString });
        await using StackExchange.Redis.ConnectionMultiplexer direct = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true");
        int step = 0;
        await Stories.SampleAsync(
            story => LiveAsync(app, story, async () =>
            {
                if (++step % 5 == 0)
                {
                    await direct.GetDatabase().ExecuteAsync("FLUSHALL");
                }
            }),
            iter: 40,
            threads: 1,
            print: story => string.Join(' ', story.AsEnumerable()));
    }

    private static async Task LiveAsync(TestApp app, ClaimStep[] story, Func<Task>? meanwhile = null)
    {
        var people = new PlaygroundDriver(app.Http);
        var model = new ClaimModel();
        ShownCard card = await people.MentionWithCardAsync();

        // Every story begins on a desk, or most would never see a claim.
        foreach (ClaimStep step in story.Prepend(new ClaimStep("customer-service", 0, 0, OldCard: false)))
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            Mention before = await app.MentionAsync(card.Mention);
            if (step.Act == "wait")
            {
                int minutes = (step.Argument * 9) + 4;
                app.Clock.Advance(TimeSpan.FromMinutes(minutes));
                await app.Services.GetRequiredService<Sweeper>().SweepAsync();
                model.Wait(minutes);
            }
            else
            {
                ShownCard pressed = card with { Version = before.Version - (step.OldCard ? 1 : 0), Role = "CustomerService" };
                ClickAnswer answer = await people.ClickAsync(People[step.Person], pressed, step.Act, Inputs(step));

                // The card before the present one: either it was this very click that made the present one, or it is outdated. Nothing changes.
                bool repeated = step.OldCard && answer.Ok && (await app.HistoryAsync(card.Mention)).Any(line => line.Verb == step.Act && line.Actor == People[step.Person]);
                answer.Ok.ShouldBe(repeated || model.Press(step), step.ToString());
            }

            Mention after = await app.MentionAsync(card.Mention);
            after.State.ToString().ShouldBe(model.State, step.ToString());
            after.Holder?.ToString().ShouldBe(model.Holder is { } holder ? People[holder] : null, step.ToString());
            after.Fence.ShouldBeGreaterThanOrEqualTo(before.Fence);
        }

        long[] grants = (await app.HistoryAsync(card.Mention)).Grants();
        grants.ShouldBe(grants.Distinct().Order());
        grants.Length.ShouldBe(model.Grants);
        await app.Database.ShouldAddUpAsync();
    }

    private static (string, string)[] Inputs(ClaimStep step) => step.Act switch
    {
        "hand-over" => [("to", People[step.Argument])],
        "mark-answered" => [("answer", "https://example.com/answer")],
        "not-ours" => [("reason", "not for us")],
        "re-route" => [("category", step.Argument % 2 == 1 ? "public-reply" : "customer-service")],
        _ => [],
    };
}
