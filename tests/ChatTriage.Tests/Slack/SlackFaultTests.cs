using System.Text.Json.Nodes;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>
/// What goes wrong between the program and Slack while a card is posted or changed: in the end the card is there once and says what is so, nothing
/// waits and nobody has to be told.
/// </summary>
public sealed class SlackFaultTests
{
    /// <summary>Faults by name, as the box is told them.</summary>
    private static readonly Dictionary<string, JsonObject> s_faults = new()
    {
        ["429 with Retry-After"] = new() { ["error"] = "ratelimited", ["retryAfter"] = 2 },
        ["500"] = new() { ["status"] = 500 },
        ["502 twice"] = new() { ["status"] = 502, ["times"] = 2 },
        ["503"] = new() { ["status"] = 503 },
        ["the connection breaks"] = new() { ["reset"] = true },
        ["no answer"] = new() { ["hang"] = true },
        ["half an answer"] = new() { ["raw"] = "{\"ok\":tru" },
        ["an empty answer"] = new() { ["raw"] = "" },
        ["done, and the connection breaks"] = new() { ["reset"] = true, ["after"] = true },
        ["done, and no answer"] = new() { ["hang"] = true, ["after"] = true },
        ["done, and 500"] = new() { ["status"] = 500, ["after"] = true },
        ["done, and half an answer"] = new() { ["raw"] = "{\"ok\":true,\"channel\":\"C0", ["after"] = true },
        ["done, and both answers lost"] = new() { ["reset"] = true, ["after"] = true, ["times"] = 2 },
    };

    /// <summary>Those with an answer, for theories.</summary>
    public static TheoryData<string> Answered => [.. s_faults.Where(fault => !fault.Value.ContainsKey("hang")).Select(fault => fault.Key)];

    /// <summary>Those that are waited for in vain.</summary>
    public static TheoryData<string> Silent => [.. s_faults.Where(fault => fault.Value.ContainsKey("hang")).Select(fault => fault.Key)];

    [Theory]
    [MemberData(nameof(Answered))]
    public Task A_Post_That_Fails_Stands_There_Once_In_The_End(string fault) => PostAsync(fault);

    [Theory]
    [Trait("Kind", "Slow")]
    [MemberData(nameof(Silent))]
    public Task A_Post_Without_An_Answer_Stands_There_Once_In_The_End(string fault) => PostAsync(fault);

    [Theory]
    [MemberData(nameof(Answered))]
    public Task A_Change_That_Fails_Is_Shown_In_The_End(string fault) => ChangeAsync(fault);

    [Theory]
    [Trait("Kind", "Slow")]
    [MemberData(nameof(Silent))]
    public Task A_Change_Without_An_Answer_Is_Shown_In_The_End(string fault) => ChangeAsync(fault);

    [Fact]
    public async Task A_Card_That_Somebody_Deleted_Is_Posted_Again()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard desk = await stage.People.RoutedAsync();
        await stage.People.CardSayingAsync(SlackDriver.Triage, desk.Mention, "On the customer service desk");
        await stage.Box.FaultAsync(new { match = "chat.update", error = "message_not_found", channel = SlackDriver.CustomerService });

        await stage.People.PressAsync(SlackDriver.Bob, desk, "claim");
        SlackCard again = await stage.People.CardSayingAsync(SlackDriver.CustomerService, desk.Mention, "bob is answering since");
        again.Ts.ShouldNotBe(desk.Ts);
        (await stage.People.MessagesAsync(SlackDriver.CustomerService)).Count.ShouldBe(2);

        await stage.People.PressAsync(SlackDriver.Bob, again, "release");
        (await stage.People.CardAsync(SlackDriver.CustomerService, desk.Mention, newerThan: again.Version)).Ts.ShouldBe(again.Ts);
        await ShouldBeWellAsync(stage);
    }

    [Fact]
    public async Task A_Private_Word_That_Fails_Is_Said_In_The_End()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        foreach (object fault in new object[] { new { match = "response_url", status = 500 }, new { match = "response_url", reset = true } })
        {
            await stage.Box.FaultAsync(fault);
            SlackCard.JsonOf(await stage.People.AnswerAsync(SlackDriver.Bob, card, "customer-service")).ShouldContain("decides now");
        }

        await ShouldBeWellAsync(stage);
    }

    /// <summary>
    /// Without the right to read a channel it cannot be told whether a post whose answer was lost is there. It is not posted again, and somebody is
    /// told to look.
    /// </summary>
    [Fact]
    public async Task A_Lost_Answer_That_Cannot_Be_Looked_Up_Is_Reported_And_Not_Posted_Again()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.TokenAsync(new { scopes = new[] { "app_mentions:read", "channels:read", "groups:read", "chat:write", "commands", "users:read", "team:read" } });
        await stage.Box.FaultAsync(new { match = "chat.postMessage", reset = true, after = true });

        long mention = await stage.People.SendAsync();
        await TestApp.Eventually(
            async () =>
            {
                await stage.PassAsync(TimeSpan.FromSeconds(30));
                return await stage.CountAsync("SELECT count(*) FROM outbox WHERE state = 'ambiguous'") == 1;
            },
            "the row to be called ambiguous");

        (await stage.HealthAsync()).ShouldBe("Degraded");
        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Bob, "status")).ShouldContain("1 perhaps posted");
        SlackCard card = (await stage.People.CardsAsync(SlackDriver.Triage)).ShouldHaveSingleItem();
        (await PostsAsync(stage, SlackDriver.Triage)).ShouldBe(1);

        // The card that is there works, and nothing of the mention is lost.
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await stage.People.CardAsync(SlackDriver.CustomerService, mention);
        await stage.PassAsync(TimeSpan.FromMinutes(5));
        await stage.SettleAsync();
        (await PostsAsync(stage, SlackDriver.Triage)).ShouldBe(1);
        await stage.ShouldAddUpAsync();
    }

    /// <summary>Everybody sees it, so it is not said again when it may have been said.</summary>
    [Fact]
    public async Task An_Answer_Is_Not_Shared_Twice_When_Slack_Does_Not_Say_That_It_Took_It()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.People.MentionWithCardAsync();
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Carol, "brightwater today");
        int before = (await stage.People.PrivateAsync(SlackDriver.Carol)).Count;
        await stage.Box.FaultAsync(new { match = "response_url", reset = true });

        (await stage.Box.ClickAsync(new { user = SlackDriver.Carol, channel = SlackDriver.Triage, ts = (string)answer["ts"]!, action_id = "share" })).Acked.ShouldBeTrue();
        SlackCard.JsonOf(await stage.People.NextPrivateAsync(SlackDriver.Carol, before)).ShouldContain("did not say whether");
        (await stage.Box.CallsAsync("response_url")).Count(call => (string?)call["args"]!["response_type"] is null or "in_channel").ShouldBe(1);
        await ShouldBeWellAsync(stage);
    }

    /// <summary>Sixty-four answers that waited for a channel used to stand in the way of every button.</summary>
    [Fact]
    public async Task Questions_In_A_Channel_That_Takes_No_More_Hold_Up_No_Click()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error = "ratelimited", retryAfter = 28, channel = SlackDriver.Shared });
        for (int i = 0; i < 70; i++)
        {
            await stage.Box.MentionAsync(SlackDriver.Alice, "mentions brightwater today", SlackDriver.Shared);
        }

        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await stage.People.CardSayingAsync(SlackDriver.Triage, card.Mention, "On the customer service desk");
    }

    private static async Task PostAsync(string fault)
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.FaultAsync(Fault(fault, "chat.postMessage"));

        long mention = await stage.People.SendAsync();
        await OverAsync(stage, fault);
        SlackCard card = await stage.People.CardAsync(SlackDriver.Triage, mention);

        (await stage.People.MessagesAsync(SlackDriver.Triage)).Count.ShouldBe(1);
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await stage.People.CardAsync(SlackDriver.CustomerService, mention);
        await stage.People.CardSayingAsync(SlackDriver.Triage, mention, "On the customer service desk");
        await ShouldBeWellAsync(stage);
    }

    private static async Task ChangeAsync(string fault)
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard desk = await stage.People.RoutedAsync();
        await stage.People.CardSayingAsync(SlackDriver.Triage, desk.Mention, "On the customer service desk");
        JsonObject told = Fault(fault, "chat.update");
        told["channel"] = SlackDriver.CustomerService;
        await stage.Box.FaultAsync(told);

        await stage.People.PressAsync(SlackDriver.Bob, desk, "claim");
        await TestApp.Eventually(async () => (await stage.Box.CallsAsync("chat.update")).Any(call => call["fault"] is not null), "the fault");
        await OverAsync(stage, fault);
        SlackCard claimed = await stage.People.CardSayingAsync(SlackDriver.CustomerService, desk.Mention, "bob is answering since");

        claimed.Ts.ShouldBe(desk.Ts);
        (await stage.People.MessagesAsync(SlackDriver.CustomerService)).Count.ShouldBe(1);
        await ShouldBeWellAsync(stage);
    }

    private static JsonObject Fault(string name, string method)
    {
        JsonObject fault = s_faults[name].DeepClone().AsObject();
        fault["match"] = method;
        return fault;
    }

    /// <summary>The pause that Slack asks for is real time; every other wait may be jumped over.</summary>
    private static Task<bool> OverAsync(SlackStage stage, string fault) => s_faults[fault].ContainsKey("retryAfter") ? NothingWaitsAsync(stage) : stage.SettleAsync();

    private static Task<bool> NothingWaitsAsync(SlackStage stage) => TestApp.Eventually(
        async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE due_at <= @soon AND state IN ('ready', 'taken')", new { soon = (stage.App.Clock.GetUtcNow() + TimeSpan.FromSeconds(40)).Stored() }) == 0,
        "nothing to wait",
        seconds: 60);

    /// <summary>As if nothing had happened: nothing reported, nothing paused, no rule broken.</summary>
    private static async Task ShouldBeWellAsync(SlackStage stage)
    {
        await NothingWaitsAsync(stage);
        (await stage.HealthAsync()).ShouldBe("Healthy");
        (IReadOnlyList<string> violations, IReadOnlyList<string> warnings) = await stage.Box.FindingsAsync();
        violations.ShouldBeEmpty();
        warnings.ShouldBeEmpty();
        await stage.ShouldAddUpAsync();
    }

    private static async Task<int> PostsAsync(SlackStage stage, string channel) => (await stage.Box.CallsAsync("chat.postMessage")).Count(call => (string?)call["args"]!["channel"] == channel);
}
