using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Slack;

/// <summary>The store does not answer: Slack is answered in time all the same, nobody believes that something was done, and nothing is done later.</summary>
public sealed class SlackStoreAwayTests
{
    [Fact]
    public async Task A_Click_Is_Acknowledged_And_The_Person_Told_That_Nothing_Was_Changed()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.App.DrainOutboxAsync();

        await using (await LockedAsync(stage))
        {
            SlackCard.JsonOf(await stage.People.AnswerAsync(SlackDriver.Alice, card, "customer-service")).ShouldContain("cannot reach its store right now, so nothing was changed");
        }

        (await stage.People.CardAsync(SlackDriver.Triage, card.Mention)).Version.ShouldBe(card.Version);
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await stage.People.CardAsync(SlackDriver.CustomerService, card.Mention);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Form_Says_So_In_Time_And_Counts_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard claimed = await stage.People.ClaimedAsync(SlackDriver.Bob);
        SlackForm form = await stage.People.OpenAsync(SlackDriver.Bob, claimed, "mark-answered");
        await stage.App.DrainOutboxAsync();

        await using (await LockedAsync(stage))
        {
            SlackDelivery submitted = await stage.People.SubmitAsync(form, ("answer", "https://example.com/answer"));
            ((string?)submitted.Json?["response_action"]).ShouldBe("update");
            await TestApp.Eventually(async () => (await stage.People.NowAsync(form)).Json.Contains("cannot reach its store right now", StringComparison.Ordinal), "the form to say so");
            (await stage.People.NowAsync(form)).Json.ShouldContain("https://example.com/answer", customMessage: "what somebody typed is theirs");
        }

        SlackForm again = await stage.People.OpenAsync(SlackDriver.Bob, claimed, "mark-answered");
        (await stage.People.SubmitAsync(again, ("answer", "https://example.com/answer"))).Json.ShouldBeNull();
        await stage.People.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "Answered by bob");
        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'mark-answered'")).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task An_Event_That_Could_Not_Be_Noted_Is_Delivered_Again_And_Answered_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync(new { timeScale = 0.06 });
        SlackCard card = await stage.People.MentionWithCardAsync();
        await stage.App.DrainOutboxAsync();
        Task<SlackDelivery> asked;

        await using (await LockedAsync(stage))
        {
            asked = stage.Box.MentionAsync(SlackDriver.Bob, "brightwater today", card.Channel, card.Ts);
            await TestApp.Eventually(async () => (await stage.Box.DeliveriesAsync()).Any(delivery => delivery.Status == 503), "a delivery that is not taken");
        }

        SlackDelivery arrived = await asked;
        arrived.Acked.ShouldBeTrue();
        arrived.Attempts.ShouldBeGreaterThan(1);
        await TestApp.Eventually(async () => (await AnswersAsync(stage, card)) == 1, "the answer");
        await stage.SettleAsync();
        (await AnswersAsync(stage, card)).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>A view that counts to many millions stands for a store that is very slow.</summary>
    [Fact]
    public async Task A_Question_That_Takes_Long_Is_Acknowledged_In_Time_And_Answered_Afterwards()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.People.MentionWithCardAsync();
        await stage.App.DrainOutboxAsync();
        await stage.App.Database.ExecuteAsync("ALTER TABLE rollup_hour RENAME TO kept");
        await stage.App.Database.ExecuteAsync(
            """
            CREATE VIEW rollup_hour AS SELECT * FROM kept
            WHERE (WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 20000000) SELECT max(x) FROM c) > 0
            """);

        SlackDelivery asked = await stage.Box.SlashAsync(SlackDriver.Bob, "brightwater today", SlackDriver.Triage);

        asked.Acked.ShouldBeTrue();
        asked.Posted.ShouldBeNull("the answer was not there yet");
        SlackCard.JsonOf(await stage.People.NextPrivateAsync(SlackDriver.Bob, 0)).ShouldContain("1 mention");
    }

    private static async Task<int> AnswersAsync(SlackStage stage, SlackCard card) =>
        (await stage.People.MessagesAsync(card.Channel)).Count(message => (string?)message["thread_ts"] == card.Ts);

    /// <summary>Somebody else writes and does not come to an end, until disposed of.</summary>
    private static async Task<SqliteConnection> LockedAsync(SlackStage stage)
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(stage.App.Folder, "chattriage.db")};Pooling=False");
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        return other;
    }
}
