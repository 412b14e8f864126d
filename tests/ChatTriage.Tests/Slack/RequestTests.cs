using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>What comes in over HTTP: only what Slack signed, each event once, and none lost because its first delivery was.</summary>
public sealed class RequestTests
{
    private static readonly string[] s_tampers =
        ["signature", "secret", "stale", "future", "version", "no-signature", "no-timestamp", "nan", "short", "empty", "body"];

    [Fact]
    public async Task Everything_Tampered_With_Is_Refused_With_401_And_Leaves_No_Trace()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        var answers = new Dictionary<string, int?>();
        foreach (string tamper in s_tampers)
        {
            answers[$"slash {tamper}"] = (await stage.Box.SlashAsync(SlackDriver.Alice, "help", tamper: tamper)).Status;
            answers[$"click {tamper}"] = (await stage.Box.ClickAsync(new { user = SlackDriver.Alice, channel = card.Channel, ts = card.Ts, action_id = "public-reply", tamper })).Status;
            answers[$"event {tamper}"] = (await stage.Box.EventAsync(Asks(card), new { tamper, retries = false })).Status;
            answers[$"ssl-check {tamper}"] = (await stage.Box.RequestAsync("ssl-check", tamper)).Status;
            answers[$"url-verification {tamper}"] = (await stage.Box.RequestAsync("url-verification", tamper)).Status;
        }

        answers.Where(answer => answer.Value != 401).ShouldBeEmpty();

        // What is signed properly is done after all that, and nothing else was.
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await stage.People.CardAsync(SlackDriver.CustomerService, card.Mention);
        (await stage.People.CardsAsync(SlackDriver.PublicRelations)).ShouldBeEmpty();
        (await stage.People.PrivateAsync(SlackDriver.Alice)).ShouldNotContain(message => SlackCard.JsonOf(message).Contains("/mentions", StringComparison.Ordinal));
        (await stage.People.MessagesAsync(SlackDriver.Triage)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Slack_Is_Told_That_This_Is_The_Right_Address()
    {
        await using SlackStage stage = await SlackStage.StartAsync();

        SlackDelivery verification = await stage.Box.RequestAsync("url-verification");
        verification.Status.ShouldBe(200);
        ((bool?)verification.Raw["echoed"]).ShouldBe(true);
        (await stage.Box.RequestAsync("ssl-check")).Status.ShouldBe(200);
        (await stage.Box.RequestAsync("app-rate-limited")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_Event_Delivered_Twice_Is_Answered_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();

        foreach (string id in new[] { "Ev0000001", "Ev0000001", "Ev0000002", "Ev0000001", "Ev0000003" })
        {
            // Time for another post, so that an answer too many would not wait for its turn.
            await stage.PassAsync(TimeSpan.FromSeconds(10));
            (await stage.Box.EventAsync(Asks(card), new { event_id = id })).Acked.ShouldBeTrue();
        }

        // Twice at the same moment, too.
        await stage.PassAsync(TimeSpan.FromSeconds(10));
        object delivered = new { user = SlackDriver.Bob, text = "mentions brightwater today", channel = card.Channel, thread_ts = card.Ts, event_id = "Ev0000004" };
        (await stage.Box.BatchAsync(("mention", delivered), ("mention", delivered))).ShouldAllBe(delivery => delivery.Acked);

        await AnswersAsync(stage, card, 4);
        await stage.PassAsync(TimeSpan.FromSeconds(10));
        await stage.Box.MentionAsync(SlackDriver.Bob, "brightwater yesterday", card.Channel, card.Ts);
        IReadOnlyList<JsonObject> answers = await AnswersAsync(stage, card, 5);
        SlackCard.JsonOf(answers[4]).ShouldContain("Brightwater yesterday");
        answers.Count.ShouldBe(5);
    }

    /// <summary>Whoever drops everything with a retry header drops what never arrived as well.</summary>
    [Fact]
    public async Task An_Event_Whose_First_Delivery_Never_Arrived_Is_Answered()
    {
        await using SlackStage stage = await SlackStage.StartAsync(new { timeScale = 0.03 });
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.Box.ConfigAsync(new { urls = new { events = "http://127.0.0.1:9/nobody" } });

        Task<SlackDelivery> delivering = stage.Box.MentionAsync(SlackDriver.Bob, "mentions brightwater today", card.Channel, card.Ts);
        await TestApp.Eventually(async () => (await stage.Box.DeliveriesAsync()).Count(delivery => (string?)delivery.Raw["reason"] == "connection_failed") >= 2, "two failed deliveries");
        await stage.Box.ConfigAsync(new { urls = SlackStage.Urls(stage.App) });
        SlackDelivery arrived = await delivering;

        arrived.Acked.ShouldBeTrue();
        arrived.Attempts.ShouldBe(3);
        SlackCard.JsonOf((await AnswersAsync(stage, card, 1))[0]).ShouldContain("Brightwater today: 1 mention");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task What_Is_Said_To_The_Bot_In_A_Thread_Is_Answered_In_The_Thread()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();

        await stage.Box.MentionAsync(SlackDriver.Bob, "brightwater today", card.Channel, card.Ts);
        SlackCard.JsonOf((await AnswersAsync(stage, card, 1))[0]).ShouldContain("Brightwater today: 1 mention");
        await stage.Box.MentionAsync(SlackDriver.Bob, "do the dishes", card.Channel, card.Ts);
        SlackCard.JsonOf((await AnswersAsync(stage, card, 2))[1]).ShouldContain("/mentions");
        await stage.ShouldBeInOrderAsync();
    }

    private static object Asks(SlackCard card) => new
    {
        type = "app_mention",
        user = SlackDriver.Bob,
        ts = "1790000000.000100",
        text = "<@U0TRIAGE01> mentions brightwater today",
        team = "T0ACME0001",
        thread_ts = card.Ts,
        channel = card.Channel,
        event_ts = "1790000000.000100",
    };

    private static Task<IReadOnlyList<JsonObject>> AnswersAsync(SlackStage stage, SlackCard card, int count) => TestApp.Eventually(
        async () => (await stage.People.MessagesAsync(card.Channel)).Where(message => (string?)message["thread_ts"] == card.Ts).ToArray() is { } answers && answers.Length >= count
            ? (IReadOnlyList<JsonObject>)answers : null,
        $"{count} answers in the thread");
}
