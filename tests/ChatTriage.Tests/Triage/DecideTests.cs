using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Triage;

/// <summary>Who may decide, and what a decision does.</summary>
public sealed class DecideTests
{
    [Fact]
    public async Task Somebody_Else_Is_Told_Who_Decides_And_May_Leave_A_Suggestion_That_Changes_Nothing_Else()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();

        ClickAnswer refused = await people.ClickAsync("playground:noah", card, "public-reply");
        refused.Ok.ShouldBeFalse();
        JsonObject offer = (await people.PrivateAsync("playground:noah")).Single();
        offer["text"]!.ToString().ShouldBe("Olivia Ortiz decides now. You can leave a suggestion.");

        JsonNode suggest = offer["card"]!["actions"]![0]!["card"]!["actions"]![0]!;
        ((string?)suggest["title"]).ShouldBe("Suggest this");
        JsonObject answer = await people.PostAsync("/playground/api/click", new { person = "playground:noah", messageId = 0, verb = (string?)suggest["verb"], data = suggest["data"], inputs = new { reasonText = "a journalist" } });
        ((string?)answer["text"]).ShouldBe("Your suggestion is on the card for Olivia Ortiz.");

        ShownCard noted = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        noted.State.ShouldStartWith("Needs a decision");
        noted.Json.ShouldContain("Noah Novak: suggests Public reply (a journalist)");
    }

    [Fact]
    public async Task A_Backup_May_Decide_Once_The_Owner_Was_Silent_And_The_Card_Says_So()
    {
        await using TestApp app = await TestApp.StartAsync(("Triage:BackupAfter", "00:10:00"));
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        (await people.ClickAsync("playground:ben", card, "customer-service")).Ok.ShouldBeFalse();

        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        ShownCard escalated = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        escalated.State.ShouldBe("Needs a decision · Brightwater · Olivia Ortiz or Ben Bauer decides");
        (await people.ClickAsync("playground:ben", escalated, "customer-service")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task No_Response_Needs_A_Reason_Which_Is_Kept()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        ClickAnswer without = await people.ClickAsync(PlaygroundDriver.Owner, card, "no-response", ("reason", "other"));
        without.Ok.ShouldBeFalse();
        without.Text.ShouldNotBeNull().ShouldContain("say why");

        ClickAnswer with = await people.ClickAsync(PlaygroundDriver.Owner, card, "no-response", ("reason", "spam or advertising"), ("reasonText", "a bot"));
        with.Ok.ShouldBeTrue();
        ShownCard decided = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        decided.State.ShouldBe("No response: spam or advertising: a bot · Brightwater");
        decided.Buttons.ShouldBe(["Undo", "Reopen", "Open original", "History"]);
    }

    [Fact]
    public async Task Undo_Works_For_A_Minute_And_Its_Button_Goes_Away_Then()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        await people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service");
        ShownCard decided = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        (await people.ClickAsync("playground:noah", decided, "undo")).Text.ShouldNotBeNull().ShouldBe("Only Olivia Ortiz can undo this decision.");
        (await people.ClickAsync(PlaygroundDriver.Owner, decided, "undo")).Ok.ShouldBeTrue();

        ShownCard again = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: decided.Version);
        again.State.ShouldStartWith("Needs a decision");
        await app.DrainOutboxAsync();
        await people.ClickAsync(PlaygroundDriver.Owner, again, "public-reply");
        ShownCard routed = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: again.Version);
        routed.Buttons.ShouldContain("Undo");

        await app.AdvanceAsync(TimeSpan.FromSeconds(61));
        await TestApp.Eventually(async () => !(await people.CardAsync(PlaygroundDriver.Triage, card.Mention)).Buttons.Contains("Undo"), "the button to go away");
        ClickAnswer late = await people.ClickAsync(PlaygroundDriver.Owner, routed, "undo");
        late.Ok.ShouldBeFalse();
        late.Text.ShouldNotBeNull().ShouldContain("Undo was possible until");
    }

    [Fact]
    public async Task A_Click_On_An_Old_Card_Changes_Nothing_And_Shows_The_Present_One()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        await people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service");

        ClickAnswer stale = await people.ClickAsync(PlaygroundDriver.Owner, card, "public-reply");
        stale.Ok.ShouldBeFalse();
        stale.Text.ShouldNotBeNull().ShouldBe("This card was outdated. It lies on the customer service desk and nobody has it yet.");
        ((string?)stale.Card!["body"]![0]!["text"]).ShouldBe("On the customer service desk · nobody yet · Brightwater");
    }

    [Fact]
    public async Task The_Same_Click_Delivered_Fifty_Times_Leaves_One_Ledger_Line_And_Gives_The_Same_Answer()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        ClickAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service")));
        answers.ShouldAllBe(answer => answer.Ok);
        long lines = await app.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM ledger WHERE mention_id = @Mention AND verb = 'customer-service'", new { card.Mention }));
        lines.ShouldBe(1);
    }

    [Fact]
    public async Task What_Is_Put_Aside_Comes_Back_And_Another_Brand_Of_Ours_Can_Get_It()
    {
        await using TestApp app = await TestApp.StartAsync(
            ("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"), ("Brands:1:Name", "Acme Pro"), ("Brands:1:Match", "\"acme pro\""), ("Brands:1:Owners:0", "playground:petra"));
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync("acme is fine");
        (await people.ClickAsync(PlaygroundDriver.Owner, card, "snooze", ("hours", "4"))).Ok.ShouldBeTrue();
        ShownCard aside = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        aside.State.ShouldBe("Put aside until {{TIME(2026-11-23T18:00:00Z)}} · Acme");

        await app.AdvanceAsync(TimeSpan.FromHours(4));
        ShownCard back = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: aside.Version);
        back.State.ShouldBe("Needs a decision · Acme · Olivia Ortiz decides");

        (await people.ClickAsync(PlaygroundDriver.Owner, back, "re-assign", ("brand", "Acme Pro"))).Text.ShouldBe("It belongs to Acme Pro now.");
        ShownCard moved = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: back.Version);
        moved.State.ShouldBe("Needs a decision · Acme Pro · Petra Park decides");
        (await people.AskAsync("playground:noah", "/mentions Acme Pro today")).Card!.ToJsonString().ShouldContain("Acme Pro today: 1 mention");
        (await people.AskAsync("playground:noah", "/mentions Acme today")).Card!.ToJsonString().ShouldContain("Acme today: 0 mentions");
    }

    [Fact]
    public async Task What_Needed_No_Response_Can_Be_Reopened_And_The_Owner_Decides_Again()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        await people.ClickAsync(PlaygroundDriver.Owner, card, "no-response", ("reason", "no answer needed"));
        ShownCard decided = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: card.Version);
        (await people.ClickAsync("playground:noah", decided, "reopen")).Text.ShouldBe("Olivia Ortiz can reopen this.");
        (await people.ClickAsync(PlaygroundDriver.Owner, decided, "reopen")).Ok.ShouldBeTrue();
        ShownCard open = await people.CardAsync(PlaygroundDriver.Triage, card.Mention, newerThan: decided.Version);
        open.State.ShouldStartWith("Needs a decision");
        (await app.Database.ReadAsync(connection => connection.FindMentionAsync(card.Mention)))!.Reason.ShouldBeNull();
    }
}
