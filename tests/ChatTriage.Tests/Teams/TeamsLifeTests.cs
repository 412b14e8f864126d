using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>The life of a mention inside Teams, with private words in the channel or beside it. The connector finds nothing to complain about.</summary>
public sealed class TeamsLifeTests
{
    private const string Secretive = "zanzibar";

    [Theory]
    [InlineData("Never")]
    [InlineData("Always")]
    public async Task A_Mention_Is_Decided_Claimed_Handed_Over_And_Answered(string targeted)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", targeted));
        TeamsDriver people = stage.People;
        await people.AskAsync(TeamsDriver.Isaiah, TeamsDriver.CustomerService, "help");

        TeamsCard card = await people.MentionWithCardAsync($"my brightwater filter leaks, says {Secretive}", "mara");
        card.State.ShouldStartWith("Needs a decision · Brightwater · ");
        card.Buttons.ShouldBe(["Customer service", "Public reply", "No response", "Open original", "More"]);
        card.Summary.ShouldContain("Needs a decision");
        card.Watchers.ShouldNotContain(TeamsDriver.Adele.Id);

        // Somebody who does not decide may suggest.
        int before = people.Private(TeamsDriver.Adele).Count;
        TeamsAnswer refusal = await people.PressAsync(TeamsDriver.Adele, card, "customer-service");
        (refusal.Card is not null).ShouldBe(targeted == "Always");
        TeamsMessage offer = await TestApp.Eventually(() => Task.FromResult(people.Private(TeamsDriver.Adele).ElementAtOrDefault(before)), "a word to Adele");
        (offer.To == TeamsDriver.Adele.Id).ShouldBe(targeted == "Always");
        TeamsCard.JsonOf(offer.Activity).ShouldContain("decides now");
        (await people.PressAsync(TeamsDriver.Adele, TeamsCard.Of(offer).ShouldNotBeNull(), "suggest", ("reasonText", "an order number"))).Status.ShouldBe(200);
        card = await people.CardAsync(TeamsDriver.Triage, card.Mention, newerThan: card.Version);
        card.State.ShouldStartWith("Needs a decision");
        card.Json.ShouldContain("Adele Vance: suggests Customer service (an order number)");

        TeamsAnswer decided = await people.PressAsync(TeamsDriver.Megan, card, "Customer service");
        new TeamsCard(card.Message, decided.Card.ShouldNotBeNull()).State.ShouldStartWith("On the customer service desk");
        TeamsCard desk = await people.CardAsync(TeamsDriver.CustomerService, card.Mention);
        desk.State.ShouldStartWith("Needs one answer · nobody yet · by ");
        desk.Buttons[0].ShouldBe("I'll answer");
        (await people.CardSayingAsync(TeamsDriver.Triage, card.Mention, "On the customer service desk")).Buttons.ShouldContain("Undo");

        // The second one is told who was first.
        TeamsAnswer claim = await people.PressAsync(TeamsDriver.Adele, desk, "I'll answer");
        new TeamsCard(desk.Message, claim.Card.ShouldNotBeNull()).State.ShouldStartWith("Adele Vance is answering since");
        TeamsCard claimed = await people.CardSayingAsync(TeamsDriver.CustomerService, card.Mention, "Adele Vance is answering since");
        claimed.Message.Id.ShouldBe(desk.Message.Id);
        claimed.Watchers.ShouldBe([TeamsDriver.Adele.Id]);
        (await people.ToldAsync(TeamsDriver.Isaiah, desk, "claim")).ShouldMatch(@"Adele Vance is answering since \d\d:\d\d, theirs until \d\d:\d\d\.");

        await people.PressAsync(TeamsDriver.Megan, claimed, "note", ("note", "she is a regular"));
        claimed = await people.CardAsync(TeamsDriver.CustomerService, card.Mention, newerThan: claimed.Version);
        claimed.Json.ShouldContain("Megan Bowen: she is a regular");
        await people.PressAsync(TeamsDriver.Adele, claimed, "more-time");
        claimed = await people.CardAsync(TeamsDriver.CustomerService, card.Mention, newerThan: claimed.Version);

        await people.PressAsync(TeamsDriver.Adele, claimed, "hand-over", ("to", TeamsDriver.Isaiah.Address));
        claimed = await people.CardSayingAsync(TeamsDriver.CustomerService, card.Mention, "Isaiah Langer is answering since");
        await people.PrivateSayingAsync(TeamsDriver.Isaiah, "Adele Vance handed an item to you");
        (await people.ToldAsync(TeamsDriver.Adele, claimed, "mark-answered", ("answer", "https://example.com/mine"))).ShouldContain("Isaiah Langer is answering since");

        // What she typed was kept, so the card is a newer one.
        claimed = await people.CardAsync(TeamsDriver.CustomerService, card.Mention, newerThan: claimed.Version);
        (await people.ToldAsync(TeamsDriver.Isaiah, claimed, "mark-answered", ("answer", "   "))).ShouldContain("paste the link");
        await people.PressAsync(TeamsDriver.Isaiah, claimed, "mark-answered", ("answer", "https://example.com/answer"), ("visibility", "public"));
        (await people.CardSayingAsync(TeamsDriver.CustomerService, card.Mention, "Answered by Isaiah Langer")).Buttons.ShouldContain("Reopen");
        (await people.CardSayingAsync(TeamsDriver.Triage, card.Mention, "Answered by Isaiah Langer")).Json.ShouldContain("https://example.com/answer");

        await stage.ShouldBeInOrderAsync();
        ShouldKeepSecrets(stage);
    }

    [Fact]
    public async Task A_Mention_Is_Reopened_Refused_Undone_Put_Aside_And_Sent_Elsewhere()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsDriver people = stage.People;
        TeamsCard claimed = await people.ClaimedAsync(TeamsDriver.Isaiah, $"brightwater was away, says {Secretive}");
        long mention = claimed.Mention;
        await people.PressAsync(TeamsDriver.Isaiah, claimed, "mark-answered", ("answer", "https://example.com/answer"), ("visibility", "private"));

        await people.PressAsync(TeamsDriver.Isaiah, await people.CardSayingAsync(TeamsDriver.CustomerService, mention, "Answered by Isaiah"), "reopen");
        TeamsCard card = await people.CardSayingAsync(TeamsDriver.Triage, mention, "Needs a decision");

        (await people.ToldAsync(TeamsDriver.Megan, card, "no-response", ("reason", "other"))).ShouldContain("why");
        await people.PressAsync(TeamsDriver.Megan, card, "no-response", ("reason", "other"), ("reasonText", "answered last week"));
        TeamsCard decided = await people.CardSayingAsync(TeamsDriver.Triage, mention, "No response: answered last week");

        await people.PressAsync(TeamsDriver.Megan, decided, "undo");
        card = await people.CardSayingAsync(TeamsDriver.Triage, mention, "Needs a decision");
        await people.PressAsync(TeamsDriver.Megan, card, "snooze", ("hours", "4"));
        card = await people.CardSayingAsync(TeamsDriver.Triage, mention, "Put aside until");

        await people.PressAsync(TeamsDriver.Megan, card, "public-reply");
        await people.CardSayingAsync(TeamsDriver.PublicRelations, mention, "Needs one answer");
        decided = await people.CardSayingAsync(TeamsDriver.Triage, mention, "On the public relations desk");
        await people.PressAsync(TeamsDriver.Megan, decided, "re-route", ("category", "customer-service"), ("reasonText", "an order number"));
        await people.CardSayingAsync(TeamsDriver.PublicRelations, mention, "Moved to customer service");
        TeamsCard desk = await people.CardSayingAsync(TeamsDriver.CustomerService, mention, "Needs one answer");

        await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        await people.PressAsync(TeamsDriver.Adele, await people.CardSayingAsync(TeamsDriver.CustomerService, mention, "Adele Vance is answering"), "release");
        desk = await people.CardSayingAsync(TeamsDriver.CustomerService, mention, "nobody yet");
        await people.PressAsync(TeamsDriver.Adele, desk, "not-ours", ("reasonText", "it is about the museum"));
        (await people.CardSayingAsync(TeamsDriver.Triage, mention, "Needs a decision")).Json.ShouldContain("it is about the museum");

        await stage.ShouldBeInOrderAsync();
        ShouldKeepSecrets(stage);
    }

    [Fact]
    public async Task A_Mention_Is_Given_To_Another_Brand()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Brands:1:Name", "Clearwell"), ("Brands:1:Match", "clearwell"));
        TeamsCard card = await stage.People.MentionWithCardAsync();

        await stage.People.PressAsync(TeamsDriver.Megan, card, "re-assign", ("brand", "Clearwell"));

        await stage.People.CardSayingAsync(TeamsDriver.Triage, card.Mention, "Clearwell");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task An_Idle_Holder_Is_Asked_Once_And_Then_The_Item_Is_Free()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsDriver people = stage.People;
        TeamsCard claimed = await people.ClaimedAsync(TeamsDriver.Adele);

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(21));
        TeamsCard question = await AskedAsync(people, count: 1);
        TeamsAnswer thanks = await people.PressAsync(TeamsDriver.Adele, question, "more-time");
        TeamsCard.JsonOf(thanks.Card.ShouldNotBeNull()).ShouldNotContain("more-time", customMessage: "a question that was answered has no buttons");
        claimed = await people.CardAsync(TeamsDriver.CustomerService, claimed.Mention, newerThan: claimed.Version);
        claimed.State.ShouldContain("Adele Vance is answering since");

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(21));
        question = await AskedAsync(people, count: 2);
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(10));
        await people.CardSayingAsync(TeamsDriver.CustomerService, claimed.Mention, "nobody yet");
        await people.PrivateSayingAsync(TeamsDriver.Adele, "so it is free again");
        people.Private(TeamsDriver.Adele).Count.ShouldBe(3);

        // An old question changes nothing any more.
        (await people.ToldAsync(TeamsDriver.Adele, question, "more-time")).ShouldContain("nobody has it yet");
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Refreshing is what a client does by itself for the owner and the holder; it shows and changes nothing.</summary>
    [Fact]
    public async Task A_Refresh_Shows_The_Present_Card_And_Changes_Nothing()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsDriver people = stage.People;
        TeamsCard desk = await people.RoutedAsync();
        await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        TeamsCard claimed = await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        long lines = await stage.CountAsync("SELECT count(*) FROM ledger");

        System.Text.Json.Nodes.JsonObject refresh = people.Click(TeamsDriver.Adele, claimed, "release");
        refresh["value"]!["action"] = claimed.Card["refresh"]!["action"]!.DeepClone();
        refresh["value"]!["trigger"] = "automatic";
        TeamsAnswer answer = await people.DeliverAsync(refresh);

        new TeamsCard(claimed.Message, answer.Card.ShouldNotBeNull()).State.ShouldStartWith("Adele Vance is answering since");
        answer.SaidOnCard.ShouldBeNull();
        (await stage.CountAsync("SELECT count(*) FROM ledger")).ShouldBe(lines);
        people.Private(TeamsDriver.Adele).ShouldBeEmpty();
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Somebody_Of_Another_Company_May_Look_But_Not_Decide_Or_Claim()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsDriver people = stage.People;
        TeamsCard card = await people.MentionWithCardAsync();

        foreach (string verb in new[] { "customer-service", "no-response", "note" })
        {
            (await people.ToldAsync(TeamsDriver.Eve, card, verb, ("note", "a"), ("reason", "spam or advertising"))).ShouldContain("Only people of this organisation");
        }

        await people.PressAsync(TeamsDriver.Megan, card, "customer-service");
        TeamsCard desk = await people.CardAsync(TeamsDriver.CustomerService, card.Mention);
        (await people.ToldAsync(TeamsDriver.Eve, desk, "claim")).ShouldContain("Only people of this organisation");
        (await people.CardAsync(TeamsDriver.CustomerService, card.Mention)).State.ShouldContain("nobody yet");
        TeamsCard.JsonOf((await people.AskAsync(TeamsDriver.Eve, TeamsDriver.Triage, "connect pr")).Activity).ShouldContain("Only people of this organisation");
        await people.PressAsync(TeamsDriver.Eve, desk, "history");
        await people.PrivateSayingAsync(TeamsDriver.Eve, "sent it to customer service");
        await stage.ShouldBeInOrderAsync();
    }

    private static async Task<TeamsCard> AskedAsync(TeamsDriver people, int count)
    {
        TeamsMessage message = await TestApp.Eventually(() => Task.FromResult(people.Private(TeamsDriver.Adele).ElementAtOrDefault(count - 1)), $"question {count} to Adele");
        return TeamsCard.Of(message).ShouldNotBeNull();
    }

    /// <summary>Logs are read by more people than may see tokens, or what customers write.</summary>
    private static void ShouldKeepSecrets(TeamsStage stage)
    {
        string[] secrets = [TeamsMint.Secret, "eyJ", Secretive, "29:", "she is a regular", "answered last week", "an order number"];
        stage.App.Logs.Lines.Where(line => secrets.Any(secret => line.Text.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
        stage.App.Logs.Lines.ShouldNotBeEmpty();
    }
}
