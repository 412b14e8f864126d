using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>A channel or the whole workspace takes nothing: what belongs there waits, the operator is told, and everything comes when it works again.</summary>
public sealed class SlackTroubleTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(65);
    private static readonly string[] LeastScopes = ["app_mentions:read", "channels:read", "groups:read", "chat:write", "commands", "users:read"];

    [Theory]
    [InlineData("channel_not_found")]
    [InlineData("is_archived")]
    [InlineData("not_in_channel")]
    public async Task A_Channel_That_Takes_Nothing_Is_Paused_And_Tried_Again_After_A_Minute(string error)
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error, channel = SlackDriver.Triage });

        long first = await stage.People.SendAsync();
        await PausedAsync(stage);
        long second = await stage.People.SendAsync("brightwater again");

        (await stage.HealthAsync()).ShouldBe("Degraded");
        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Bob, "status", SlackDriver.CustomerService)).ShouldContain(error);
        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Bob, "open", SlackDriver.CustomerService)).ShouldContain("brightwater again");
        (await stage.Box.CallsAsync("chat.postMessage")).Count.ShouldBe(1);

        await stage.PassAsync(LongEnough);
        SlackCard card = await stage.People.CardAsync(SlackDriver.Triage, first);
        await stage.People.CardAsync(SlackDriver.Triage, second);
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await stage.People.CardAsync(SlackDriver.CustomerService, first);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task An_Archived_Channel_Does_Not_Hold_Up_The_Others()
    {
        await using SlackStage stage = await SlackStage.StartAsync(settings: [("Triage:Channels:1", "slack:C0ARCHIVE1"), ("Triage:Channels:2", "slack:C0GENERAL1")]);

        SlackCard card = await stage.People.MentionWithCardAsync();
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM paused_channel") == 2, "two paused channels");
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        SlackCard desk = await stage.People.CardAsync(SlackDriver.CustomerService, card.Mention);
        await stage.People.PressAsync(SlackDriver.Bob, desk, "claim");
        await stage.People.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "bob is answering since");

        (await stage.HealthAsync()).ShouldBe("Degraded");
        string status = SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Bob, "status"));
        status.ShouldContain("C0ARCHIVE1");
        status.ShouldContain("is_archived");
        status.ShouldContain("C0GENERAL1");
        status.ShouldContain("not_in_channel");
        await stage.Box.ShouldBeContentAsync();
        await stage.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Bot_That_Is_Removed_And_Invited_Again_Goes_On_At_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.LeaveAsync(SlackDriver.Triage);
        long mention = await stage.People.SendAsync();
        await PausedAsync(stage);
        (await stage.People.CardsAsync(SlackDriver.Triage)).ShouldBeEmpty();

        await stage.Box.JoinAsync(SlackDriver.Triage);
        await stage.People.CardAsync(SlackDriver.Triage, mention);
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("revoked", "token_revoked")]
    [InlineData("inactive", "account_inactive")]
    public async Task A_Token_That_Is_Worth_Nothing_Pauses_The_Platform_Until_It_Is_Mended(string how, string error)
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.Box.TokenAsync(new Dictionary<string, bool> { [how] = true });

        // A click is still taken and done; its cards wait.
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Degraded", "health to say so");
        long second = await stage.People.SendAsync("brightwater again");
        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Bob, "status")).ShouldContain(error);
        await stage.PassAsync(LongEnough);
        (await stage.HealthAsync()).ShouldBe("Degraded");
        (await stage.Box.CallsAsync("chat.postMessage")).Count.ShouldBeLessThanOrEqualTo(2, "an account that is closed must not be hammered");

        await stage.Box.TokenAsync(new Dictionary<string, bool> { [how] = false });
        await EventuallyWithTimeAsync(stage, async () => await stage.HealthAsync() == "Healthy");
        await stage.People.CardAsync(SlackDriver.CustomerService, card.Mention);
        await stage.People.CardSayingAsync(SlackDriver.Triage, card.Mention, "On the customer service desk");
        await stage.People.CardAsync(SlackDriver.Triage, second);
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("chat.postMessage")]
    [InlineData("chat.update")]
    public async Task A_Call_That_Says_The_Token_Is_Wrong_Loses_Nothing(string method)
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.Box.FaultAsync(new { match = method, error = "invalid_auth" });

        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Degraded", "health to say so");
        await EventuallyWithTimeAsync(stage, async () => await stage.HealthAsync() == "Healthy");
        await stage.People.CardAsync(SlackDriver.CustomerService, card.Mention);
        await stage.People.CardSayingAsync(SlackDriver.Triage, card.Mention, "On the customer service desk");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Slack_That_Is_Away_Entirely_Is_Waited_For()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.FaultAsync(new { match = "*", status = 503, times = 6 });
        long first = await stage.People.SendAsync("brightwater one");
        long second = await stage.People.SendAsync("brightwater two");

        await EventuallyWithTimeAsync(stage, async () => (await stage.People.CardsAsync(SlackDriver.Triage)).Count >= 2);
        (await stage.People.CardsAsync(SlackDriver.Triage)).Select(card => card.Mention).ShouldBe([first, second], ignoreOrder: true);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>
    /// An app that may not read its channels' history could not look for a post that Slack had plainly refused before, called it doubtful and gave it
    /// up: what surely is not there needs no look.
    /// </summary>
    [Theory]
    [InlineData("ratelimited")]
    [InlineData("not_in_channel")]
    [InlineData("invalid_auth")]
    public async Task What_Slack_Refused_Is_Posted_In_The_End_By_An_App_That_May_Not_Read_History(string error)
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.TokenAsync(new { scopes = LeastScopes });
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error, retryAfter = 2, channel = SlackDriver.Triage });

        long mention = await stage.People.SendAsync();
        await EventuallyWithTimeAsync(stage, async () => (await stage.People.CardsAsync(SlackDriver.Triage)).Any(card => card.Mention == mention));
        await EventuallyWithTimeAsync(stage, async () => await stage.HealthAsync() == "Healthy");
        (await stage.Box.CallsAsync("conversations.history")).ShouldBeEmpty();
        await stage.ShouldAddUpAsync();
    }

    /// <summary>Direct messages can never be read, so a private word that Slack was too busy for used to be given up.</summary>
    [Fact]
    public async Task A_Private_Word_That_Slack_Was_Too_Busy_For_Arrives_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard claimed = await stage.People.ClaimedAsync(SlackDriver.Bob);
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error = "ratelimited", retryAfter = 2, channel = SlackDriver.Bob });

        SlackForm form = await stage.People.OpenAsync(SlackDriver.Alice, await stage.People.CardSayingAsync(SlackDriver.Triage, claimed.Mention, "bob is answering"), "re-route");
        await stage.People.SubmitAsync(form, ("category", "public-reply"));
        await EventuallyWithTimeAsync(stage, async () => (await stage.People.DirectAsync(SlackDriver.Bob)).Count > 0);

        await stage.SettleAsync();
        (await stage.People.DirectAsync(SlackDriver.Bob)).ShouldHaveSingleItem();
        (await stage.HealthAsync()).ShouldBe("Healthy");
        await stage.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Private_Word_To_Somebody_Who_Is_Gone_Is_Given_Up_And_Closes_Nothing()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard claimed = await stage.People.ClaimedAsync(SlackDriver.Bob);
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error = "channel_not_found", channel = SlackDriver.Bob, times = 100 });

        SlackForm form = await stage.People.OpenAsync(SlackDriver.Alice, await stage.People.CardSayingAsync(SlackDriver.Triage, claimed.Mention, "bob is answering"), "re-route");
        await stage.People.SubmitAsync(form, ("category", "public-reply"));
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE kind = 'notice' AND state = 'dead'") == 1, "the word to be given up");
        (await stage.CountAsync("SELECT count(*) FROM paused_channel")).ShouldBe(0);
    }

    /// <summary>What is drawn later on purpose, such as a card without <em>Undo</em>, used to be drawn at once when the bot was invited, and not any more at its time.</summary>
    [Fact]
    public async Task An_Invitation_Does_Not_Bring_Forward_What_Has_Its_Own_Time()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.Box.FaultAsync(new { match = "chat.update", error = "channel_not_found", channel = SlackDriver.Triage });
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await PausedAsync(stage);

        await stage.Box.JoinAsync(SlackDriver.Triage);
        SlackCard decided = await stage.People.CardSayingAsync(SlackDriver.Triage, card.Mention, "On the customer service desk");
        decided.Buttons.ShouldContain("Undo");
        await stage.PassAsync(LongEnough);
        await TestApp.Eventually(async () => !(await stage.People.CardAsync(SlackDriver.Triage, card.Mention)).Buttons.Contains("Undo"), "Undo to be taken away");
    }

    private static Task<bool> PausedAsync(SlackStage stage) => TestApp.Eventually(
        async () => await stage.CountAsync($"SELECT count(*) FROM paused_channel WHERE address = 'slack:{SlackDriver.Triage}'") == 1, "the channel to be paused");

    private static Task<bool> EventuallyWithTimeAsync(SlackStage stage, Func<Task<bool>> look) => TestApp.Eventually(
        async () =>
        {
            await stage.PassAsync(TimeSpan.FromSeconds(10));
            return await look();
        },
        "what time brings");
}
