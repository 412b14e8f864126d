using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>Forms stay open while the world goes on: what is submitted too late changes nothing, and nobody types in vain.</summary>
public sealed class SlackFormTests
{
    [Fact]
    public async Task A_Form_Of_Somebody_Whose_Time_Ended_Says_Who_Has_It_And_Keeps_What_Was_Typed()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard claimed = await people.ClaimedAsync(SlackDriver.Bob);
        SlackForm form = await people.OpenAsync(SlackDriver.Bob, claimed, "mark-answered");

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(31));
        SlackCard free = await people.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "nobody yet");
        await people.PressAsync(SlackDriver.Carol, free, "claim");
        SlackCard hers = await people.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "carol is answering since");

        SlackDelivery late = await people.SubmitAsync(form, ("answer", "we sent her a new one"));
        ((string?)late.Json?["response_action"]).ShouldBe("update");
        SlackForm now = await people.NowAsync(form);
        now.IsOpen.ShouldBeTrue();
        now.Fields.ShouldBeEmpty();
        now.Json.ShouldContain("carol is answering since");
        now.Json.ShouldContain("kept as a note");

        SlackCard after = await people.CardAsync(SlackDriver.CustomerService, claimed.Mention, newerThan: hers.Version);
        after.State.ShouldContain("carol is answering since");
        after.Json.ShouldContain("bob: we sent her a new one");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Form_From_An_Outdated_Card_Shows_The_Present_State()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard card = await people.MentionWithCardAsync();
        SlackForm form = await people.OpenAsync(SlackDriver.Alice, card, "no-response");
        await people.PressAsync(SlackDriver.Alice, card, "public-reply");
        await people.CardAsync(SlackDriver.PublicRelations, card.Mention);

        SlackDelivery late = await people.SubmitAsync(form, ("reason", "not about us"));
        ((string?)late.Json?["response_action"]).ShouldBe("update");
        (await people.NowAsync(form)).Json.ShouldContain("It lies on the public relations desk and nobody has it yet.");
        (await people.CardAsync(SlackDriver.PublicRelations, card.Mention)).State.ShouldContain("nobody yet");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Form_Submitted_Twice_Counts_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard claimed = await people.ClaimedAsync(SlackDriver.Bob);
        SlackForm form = await people.OpenAsync(SlackDriver.Bob, claimed, "mark-answered");
        object submission = SlackBox.Submission(SlackDriver.Bob, form.Id, new Dictionary<string, string> { ["answer"] = "https://example.com/answer" });

        IReadOnlyList<SlackDelivery> both = await stage.Box.BatchAsync(("submit", submission), ("submit", submission));
        both.ShouldAllBe(one => one.Acked && one.Json == null);

        await people.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "Answered by bob");
        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'mark-answered'")).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Slack gives three seconds to open a form. The box counts none at all here, and notes each late try.</summary>
    [Fact]
    public async Task A_Form_That_Slack_Does_Not_Open_Any_More_Is_Not_Asked_For_Twice_And_The_Person_Is_Told()
    {
        await using SlackStage stage = await SlackStage.StartAsync(new { triggerMs = -1 });
        SlackDriver people = stage.People;
        SlackCard card = await people.MentionWithCardAsync();

        SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Alice, card, "no-response")).ShouldContain("could not be opened in time. Please press the button once more.");
        (await people.FormsAsync(SlackDriver.Alice)).ShouldBeEmpty();
        (await stage.Box.CallsAsync("views.open")).Count.ShouldBe(1);

        await people.PressAsync(SlackDriver.Alice, card, "customer-service");
        await people.CardAsync(SlackDriver.CustomerService, card.Mention);
        await stage.ShouldAddUpAsync();
    }

    [Fact]
    public async Task More_Than_A_Card_Can_Hold_Is_Cut_And_The_Card_Still_Stands()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard card = await people.RoutedAsync($"brightwater {string.Concat(Enumerable.Repeat("lorem ipsum ", 8_000))}");

        for (int note = 1; note <= 3; note++)
        {
            SlackCard triage = await people.CardAsync(SlackDriver.Triage, card.Mention, newerThan: card.Version - 1);
            await people.PressAsync(SlackDriver.Bob, card, "claim");
            card = await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "bob is answering since");
            triage.Mention.ShouldBe(card.Mention);
            SlackForm form = await people.OpenAsync(SlackDriver.Bob, card, "note");
            await people.SubmitAsync(form, ("note", $"{note} {string.Concat(Enumerable.Repeat("<!channel> & so on ", 400))}"));
            (await people.NowAsync(form)).IsOpen.ShouldBeFalse();
            card = await people.CardAsync(SlackDriver.CustomerService, card.Mention, newerThan: card.Version);
            await people.PressAsync(SlackDriver.Bob, card, "release");
            card = await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "nobody yet");
        }

        await people.PressAsync(SlackDriver.Bob, card, "claim");
        card = await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "bob is answering since");
        SlackForm answer = await people.OpenAsync(SlackDriver.Bob, card, "mark-answered");
        await people.SubmitAsync(answer, ("answer", new string('W', 20_000)));
        await people.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "Answered by bob");
        await people.CardSayingAsync(SlackDriver.Triage, card.Mention, "Answered by bob");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Nobody_Writes_Into_A_Form_What_Would_Be_Refused()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard card = await people.MentionWithCardAsync();

        JsonObject told = await people.AnswerAsync(SlackDriver.Bob, card, "no-response");
        SlackCard.JsonOf(told).ShouldContain("decides now");
        (await people.FormsAsync(SlackDriver.Bob)).ShouldBeEmpty();
        await stage.ShouldBeInOrderAsync();
    }
}
