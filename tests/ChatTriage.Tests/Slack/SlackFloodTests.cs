using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Slack;

/// <summary>
/// Far more mentions than a channel takes: Slack lets through one post a second. Nothing is refused by it, nothing is lost, and whoever presses a
/// button meanwhile has an answer at once, the changed card or a word in its place.
/// </summary>
public sealed class SlackFloodTests
{
    /// <summary>A minute of posts, and fifteen times what Slack takes at once. <c>CHATTRIAGE_FLOOD=600</c> is the whole flood and takes eleven minutes.</summary>
    private static readonly int s_mentions = int.Parse(Environment.GetEnvironmentVariable("CHATTRIAGE_FLOOD") ?? "60", CultureInfo.InvariantCulture);

    /// <summary>Mentions that people work on meanwhile, spread over the flood. Each changes cards three times, and Slack takes 50 changes a minute.</summary>
    private const int WorkedOn = 30;

    /// <summary>What waits for its turn is due within this.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenClicks = TimeSpan.FromSeconds(s_mentions / 150.0);

    [Fact]
    [Trait("Kind", "Slow")]
    public async Task A_Flood_Goes_Out_At_Slacks_Pace_In_Order_While_Clicks_Are_Answered_At_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync(new { rateLimits = true });
        for (int number = 1; number <= s_mentions; number++)
        {
            await stage.People.SendAsync($"brightwater filter {number} leaks");
        }

        var waits = new List<double>();
        while (await stage.CountAsync("SELECT count(*) FROM posted_card WHERE role = 'Triage'") < s_mentions)
        {
            foreach (Click click in await NextClicksAsync(stage))
            {
                waits.Add(await AnsweredAfterAsync(stage, click));
                await Task.Delay(BetweenClicks);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        await TestApp.Eventually(
            async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE state IN ('ready', 'taken') AND due_at <= @soon", new { soon = (stage.App.Clock.GetUtcNow() + Turn).Stored() }) == 0,
            "all changes to be out",
            seconds: 180);
        waits.Sort();
        string measured = $"{waits.Count} clicks answered: half within {waits[waits.Count / 2]} ms, 95 % within {waits[waits.Count * 95 / 100]} ms, all within {waits[^1]} ms";
        TestContext.Current.TestOutputHelper!.WriteLine(measured);
        waits.Count.ShouldBeGreaterThan(WorkedOn);
        waits[waits.Count * 95 / 100].ShouldBeLessThan(1000, measured);
        waits[^1].ShouldBeLessThan(3000, measured);

        await stage.Box.ShouldBeContentAsync();
        await ShouldAllStandInOrderAsync(stage);
        await stage.ShouldAddUpAsync();
        (await stage.HealthAsync()).ShouldBe("Healthy");
    }

    /// <summary>What people press on the newest cards: a suggestion that is refused, a decision, a claim, a claim too late.</summary>
    private static async Task<IReadOnlyList<Click>> NextClicksAsync(SlackStage stage)
    {
        IEnumerable<(long Mention, string Address, string Role, string Ts, long Version, string State)> shown = await stage.App.Database.ReadAsync(
            connection => connection.QueryAsync<(long, string, string, string, long, string)>(
                """
                SELECT c.mention_id, c.address, c.role, c.message_ref, m.version, m.state FROM posted_card c JOIN mention m ON m.id = c.mention_id
                WHERE m.id <= @WorkedOn AND ((c.role = 'Triage' AND m.state = 'AwaitingTriage') OR (c.role = 'CustomerService' AND m.state = 'Routed'))
                ORDER BY c.mention_id LIMIT 2
                """,
                new { WorkedOn }));
        return
        [
            .. shown.SelectMany(card => card.Role == "Triage"
                ? new[] { (SlackDriver.Bob, "customer-service", "decides now"), (SlackDriver.Alice, "customer-service", "Decided: it goes to") }.Select(press => Of(press, card))
                : new[] { (SlackDriver.Bob, "claim", "It is yours until"), (SlackDriver.Carol, "claim", "bob is answering since") }.Select(press => Of(press, card))),
        ];

        static Click Of((string User, string Verb, string Word) press, (long Mention, string Address, string Role, string Ts, long Version, string State) card) =>
            new(press.User, card.Address.Split(':')[1], card.Ts, press.Verb, $"{card.Mention}/{card.Version}/{card.Role}//", press.Word);
    }

    /// <summary>Milliseconds by the box's clock until the person saw something: a private word, or the pressed card changed.</summary>
    private static async Task<double> AnsweredAfterAsync(SlackStage stage, Click click)
    {
        int words = (await WordsAsync(stage, click)).Count;
        int changes = (await ChangesAsync(stage, click)).Count;
        SlackDelivery delivery = await stage.Box.ClickAsync(new { user = click.User, channel = click.Channel, ts = click.Ts, action_id = click.Verb, value = click.Value, force = true });
        delivery.Acked.ShouldBeTrue(delivery.Raw.ToJsonString());
        JsonObject answer = await TestApp.Eventually(
            async () => (await WordsAsync(stage, click)).ElementAtOrDefault(words) ?? (await ChangesAsync(stage, click)).ElementAtOrDefault(changes), $"an answer to {click}");
        ((int)answer["status"]!).ShouldBe(200);
        return (double)answer["at"]! + (double)answer["ms"]! - (double)delivery.Raw["at"]!;
    }

    /// <summary>Private words of this kind: one about the click before may come while this one is looked at.</summary>
    private static async Task<IReadOnlyList<JsonObject>> WordsAsync(SlackStage stage, Click click) =>
        [.. (await stage.Box.CallsAsync("response_url")).Where(call => call["ms"] is not null && SlackCard.JsonOf(call["args"]!).Contains(click.Word, StringComparison.Ordinal))];

    private static async Task<IReadOnlyList<JsonObject>> ChangesAsync(SlackStage stage, Click click) =>
        [.. (await stage.Box.CallsAsync("chat.update")).Where(call => (string?)call["args"]!["ts"] == click.Ts && call["ms"] is not null)];

    /// <summary>Each card once, first come first shown, and no card went back to an older version.</summary>
    private static async Task ShouldAllStandInOrderAsync(SlackStage stage)
    {
        IReadOnlyList<SlackCard> triage = await stage.People.CardsAsync(SlackDriver.Triage);
        long[] mentions = [.. triage.Select(card => card.Mention)];
        mentions.Length.ShouldBe(s_mentions);
        mentions.ShouldBe(mentions.Order().ToArray());
        mentions.ShouldBeUnique();

        foreach (SlackCard card in triage.Concat(await stage.People.CardsAsync(SlackDriver.CustomerService)))
        {
            long[] versions = [.. card.Message["history"]!.AsArray().Select(was => SlackCard.Of(card.Channel, was!.AsObject())!.Version).Append(card.Version)];
            versions.ShouldBe(versions.Order().ToArray(), card.Json);
        }
    }

    private sealed record Click(string User, string Channel, string Ts, string Verb, string Value, string Word);
}
