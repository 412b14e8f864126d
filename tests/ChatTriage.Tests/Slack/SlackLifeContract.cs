using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>The life of a mention inside Slack, the same however Slack reaches the program. The box finds nothing to complain about.</summary>
/// <param name="socket">Socket Mode instead of HTTP.</param>
public abstract class SlackLifeContract(bool socket)
{
    private const string Secretive = "zanzibar";

    [Fact]
    public async Task A_Mention_Is_Decided_Claimed_Handed_Over_And_Answered()
    {
        await using SlackStage stage = await SlackStage.StartAsync(socket: socket);
        SlackDriver people = stage.People;

        SlackCard card = await people.MentionWithCardAsync($"my brightwater filter leaks, says {Secretive}", "mara");
        card.State.ShouldStartWith("Needs a decision · Brightwater · ");
        card.Buttons.ShouldBe(["Customer service", "Public reply", "No response", "Open original"]);
        card.Fallback.ShouldContain("Needs a decision");
        card.Fallback.ShouldContain("my brightwater filter leaks");

        // Somebody who does not decide may suggest.
        JsonObject refusal = await people.AnswerAsync(SlackDriver.Bob, card, "customer-service");
        SlackCard.JsonOf(refusal).ShouldContain("decides now");
        SlackForm suggestion = await people.OpenAsync(SlackDriver.Bob, SlackCard.Of(SlackDriver.Triage, refusal).ShouldNotBeNull(), "suggest");
        await people.SubmitAsync(suggestion, ("reasonText", "an order number"));
        card = await people.CardAsync(SlackDriver.Triage, card.Mention, newerThan: card.Version);
        card.State.ShouldStartWith("Needs a decision");
        card.Json.ShouldContain("bob: suggests Customer service (an order number)");

        await people.PressAsync(SlackDriver.Alice, card, "customer-service");
        SlackCard desk = await people.CardAsync(SlackDriver.CustomerService, card.Mention);
        desk.State.ShouldStartWith("Needs one answer · nobody yet · by ");
        desk.Buttons.ShouldBe(["I'll answer", "Open original", "Not ours", "History"]);
        (await people.CardSayingAsync(SlackDriver.Triage, card.Mention, "On the customer service desk")).Buttons.ShouldBe(["Undo", "Re-route", "Open original", "History"]);

        // The second one is told who was first, in her own time.
        await people.PressAsync(SlackDriver.Bob, desk, "claim");
        SlackCard claimed = await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "bob is answering since");
        claimed.Buttons.ShouldBe(["Mark answered", "More time", "Release", "Hand over", "Open original"]);
        JsonObject second = await people.AnswerAsync(SlackDriver.Carol, desk, "claim");
        Told(second).ShouldMatch(@"bob is answering since \d\d:\d\d, theirs until \d\d:\d\d\.");

        SlackForm note = await people.OpenAsync(SlackDriver.Alice, claimed, "note");
        (await people.SubmitAsync(note, ("note", "she is a regular"))).Json.ShouldBeNull();
        (await people.NowAsync(note)).IsOpen.ShouldBeFalse();
        claimed = await people.CardAsync(SlackDriver.CustomerService, card.Mention, newerThan: claimed.Version);
        claimed.Json.ShouldContain("alice: she is a regular");

        await people.PressAsync(SlackDriver.Bob, claimed, "more-time");
        claimed = await people.CardAsync(SlackDriver.CustomerService, card.Mention, newerThan: claimed.Version);

        SlackForm handOver = await people.OpenAsync(SlackDriver.Bob, claimed, "hand-over");
        await people.SubmitAsync(handOver, ("to", SlackDriver.Carol));
        (await people.NowAsync(handOver)).IsOpen.ShouldBeFalse();
        claimed = await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "carol is answering since");
        await TestApp.Eventually(async () => (await people.DirectAsync(SlackDriver.Carol)).FirstOrDefault(message => Told(message).Contains("bob handed an item to you", StringComparison.Ordinal)), "a word to Carol");

        Told(await people.AnswerAsync(SlackDriver.Bob, claimed, "mark-answered")).ShouldContain("carol is answering since");
        await AnswerAsync(people, claimed);
        (await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "Answered by carol")).Buttons.ShouldContain("Reopen");
        (await people.CardSayingAsync(SlackDriver.Triage, card.Mention, "Answered by carol")).Json.ShouldContain("https://example.com/answer");

        await stage.ShouldBeInOrderAsync();
        ShouldKeepSecrets(stage);
    }

    [Fact]
    public async Task A_Mention_Is_Reopened_Refused_Undone_Put_Aside_And_Sent_Elsewhere()
    {
        await using SlackStage stage = await SlackStage.StartAsync(socket: socket);
        SlackDriver people = stage.People;
        SlackCard claimed = await people.ClaimedAsync(SlackDriver.Carol, $"brightwater was away, says {Secretive}");
        long mention = claimed.Mention;
        await AnswerAsync(people, claimed);

        await people.PressAsync(SlackDriver.Carol, await people.CardSayingAsync(SlackDriver.CustomerService, mention, "Answered by carol"), "reopen");
        await people.CardSayingAsync(SlackDriver.CustomerService, mention, "Back with the owner for a new decision");
        SlackCard card = await people.CardSayingAsync(SlackDriver.Triage, mention, "Needs a decision");

        SlackForm noResponse = await people.OpenAsync(SlackDriver.Alice, card, "no-response");
        noResponse.Fields.ShouldBe(["reason", "reasonText"]);
        (await people.SubmitAsync(noResponse, ("reason", "other"))).ViewErrors.ShouldNotBeNull().ContainsKey("reasonText").ShouldBeTrue();
        await people.SubmitAsync(noResponse, ("reason", "other"), ("reasonText", "answered last week"));
        (await people.NowAsync(noResponse)).IsOpen.ShouldBeFalse();
        SlackCard decided = await people.CardSayingAsync(SlackDriver.Triage, mention, "No response: answered last week");

        await people.PressAsync(SlackDriver.Alice, decided, "undo");
        card = await people.CardSayingAsync(SlackDriver.Triage, mention, "Needs a decision");

        SlackForm snooze = await people.OpenAsync(SlackDriver.Alice, card, "snooze");
        await people.SubmitAsync(snooze, ("hours", "4"));
        card = await people.CardSayingAsync(SlackDriver.Triage, mention, "Put aside until");

        await people.PressAsync(SlackDriver.Alice, card, "public-reply");
        await people.CardSayingAsync(SlackDriver.PublicRelations, mention, "Needs one answer");
        decided = await people.CardSayingAsync(SlackDriver.Triage, mention, "On the public relations desk");
        SlackForm reroute = await people.OpenAsync(SlackDriver.Alice, decided, "re-route");
        await people.SubmitAsync(reroute, ("category", "customer-service"), ("reasonText", "an order number"));
        await people.CardSayingAsync(SlackDriver.PublicRelations, mention, "Moved to customer service");
        SlackCard desk = await people.CardSayingAsync(SlackDriver.CustomerService, mention, "Needs one answer");

        SlackForm notOurs = await people.OpenAsync(SlackDriver.Bob, desk, "not-ours");
        await people.SubmitAsync(notOurs, ("reasonText", "it is about the museum"));
        (await people.CardSayingAsync(SlackDriver.Triage, mention, "Needs a decision")).Json.ShouldContain("it is about the museum");

        await stage.ShouldBeInOrderAsync();
        ShouldKeepSecrets(stage);
    }

    [Fact]
    public async Task An_Idle_Holder_Is_Asked_Once_And_Then_The_Item_Is_Free()
    {
        await using SlackStage stage = await SlackStage.StartAsync(socket: socket);
        SlackDriver people = stage.People;
        SlackCard claimed = await people.ClaimedAsync(SlackDriver.Bob);

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(21));
        SlackCard question = await AskedAsync(people, newerThan: 0);
        await people.PressAsync(SlackDriver.Bob, question, "more-time");
        claimed = await people.CardAsync(SlackDriver.CustomerService, claimed.Mention, newerThan: claimed.Version);
        claimed.State.ShouldContain("bob is answering since");

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(21));
        question = await AskedAsync(people, newerThan: question.Version);
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(10));
        await people.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "nobody yet");
        await TestApp.Eventually(async () => (await people.DirectAsync(SlackDriver.Bob)).FirstOrDefault(message => Told(message).Contains("so it is free again", StringComparison.Ordinal)), "a word to Bob");
        (await people.DirectAsync(SlackDriver.Bob)).Count.ShouldBe(3);

        // An old question changes nothing any more.
        Told(await people.AnswerAsync(SlackDriver.Bob, question, "more-time")).ShouldContain("nobody has it yet");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Anybody_May_Look_And_Ask_And_Share()
    {
        await using SlackStage stage = await SlackStage.StartAsync(socket: socket);
        SlackDriver people = stage.People;
        SlackCard desk = await people.RoutedAsync($"brightwater was away, says {Secretive}");

        Told(await people.AnswerAsync(SlackDriver.Carol, desk, "history")).ShouldContain("alice · sent it to customer service");
        Told(await people.AnswerAsync(SlackDriver.Carol, await people.CardSayingAsync(SlackDriver.Triage, desk.Mention, "On the customer service desk"), "history")).ShouldContain("took it in");

        // A link opens in the browser; the click that Slack reports beside it changes nothing and says nothing.
        int before = (await people.PrivateAsync(SlackDriver.Carol)).Count;
        await people.PressAsync(SlackDriver.Carol, desk, "open-original");
        JsonObject unknown = await PressUnknownAsync(stage, desk, before);
        Told(unknown).ShouldContain("older version");
        (await people.PrivateAsync(SlackDriver.Carol)).Count.ShouldBe(before + 1);

        JsonObject answer = await people.AskAsync(SlackDriver.Carol, "brightwater today");
        Told(answer).ShouldContain("Brightwater today: 1 mention");
        (await stage.Box.ClickAsync(new { user = SlackDriver.Carol, channel = SlackDriver.Triage, ts = (string)answer["ts"]!, action_id = "share" })).Acked.ShouldBeTrue();
        await TestApp.Eventually(async () => (await people.MessagesAsync(SlackDriver.Triage)).FirstOrDefault(message => Told(message).Contains("Brightwater today: 1 mention", StringComparison.Ordinal)), "the shared answer");

        Told(await people.AskAsync(SlackDriver.Carol, "help")).ShouldContain("/mentions");
        Told(await people.AskAsync(SlackDriver.Carol, "brightwatr today")).ShouldContain("Brightwater");
        Told(await people.AskAsync(SlackDriver.Carol, "status")).ShouldContain("ChatTriage is");
        Told(await people.AskAsync(SlackDriver.Carol, "open")).ShouldContain("brightwater was away");
        Told(await people.AskAsync(SlackDriver.Carol, "mine")).ShouldNotBeEmpty();
        await stage.ShouldBeInOrderAsync();
        ShouldKeepSecrets(stage);
    }

    /// <summary>All words of a message, readable.</summary>
    private static string Told(JsonObject message) => SlackCard.JsonOf(message);

    private static async Task AnswerAsync(SlackDriver people, SlackCard claimed)
    {
        SlackForm form = await people.OpenAsync(SlackDriver.Carol, claimed, "mark-answered");
        form.Fields.ShouldBe(["answer", "visibility"]);
        (await people.SubmitAsync(form, ("answer", "   "))).ViewErrors.ShouldNotBeNull()["answer"]!.ToString().ShouldContain("Please paste the link");
        (await people.NowAsync(form)).IsOpen.ShouldBeTrue();
        (await people.SubmitAsync(form, ("answer", "https://example.com/answer"), ("visibility", "public"))).ViewErrors.ShouldBeNull();
        (await people.NowAsync(form)).IsOpen.ShouldBeFalse();
    }

    /// <summary>A question that was answered is replaced by the answer, so only an open one has buttons.</summary>
    private static Task<SlackCard> AskedAsync(SlackDriver people, long newerThan) => TestApp.Eventually(
        async () => (await people.DirectAsync(SlackDriver.Bob)).Select(message => SlackCard.Of($"D{SlackDriver.Bob[1..]}", message)).OfType<SlackCard>().FirstOrDefault(card => card.Version > newerThan),
        "a question to Bob");

    private static async Task<JsonObject> PressUnknownAsync(SlackStage stage, SlackCard card, int before)
    {
        (await stage.Box.ClickAsync(new { user = SlackDriver.Carol, channel = card.Channel, ts = card.Ts, action_id = "of-last-year", value = $"{card.Mention}/{card.Version}/CustomerService//", force = true }))
            .Acked.ShouldBeTrue();
        return await stage.People.NextPrivateAsync(SlackDriver.Carol, before);
    }

    /// <summary>Logs are read by more people than may see tokens, or what customers write.</summary>
    private static void ShouldKeepSecrets(SlackStage stage)
    {
        string[] secrets =
            [stage.Box.BotToken, stage.Box.AppToken, stage.Box.SigningSecret, Secretive, $"{stage.Box.BaseUrl.Authority}/actions/", $"{stage.Box.BaseUrl.Authority}/commands/", "ticket=", "she is a regular", "answered last week"];
        stage.App.Logs.Lines.Where(line => secrets.Any(secret => line.Text.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
        stage.App.Logs.Lines.ShouldNotBeEmpty();
    }
}
