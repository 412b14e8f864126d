using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;

namespace ChatTriage.Tests.Snapshots;

/// <summary>What the triage channel shows, from the arrival of a mention to its end.</summary>
public sealed class TriageCardSnapshots
{
    [Fact]
    public async Task New_Mention_Asks_The_Owner_For_A_Decision()
    {
        await using CardStage stage = await CardStage.StartAsync();

        (await stage.SendAsync(CardStage.Leak())).Card.ShouldBeSnapshot("triage");
    }

    [Fact]
    public async Task Card_Says_That_A_Backup_May_Decide_After_The_Owners_Time()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(15));

        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("triage-backup-may-decide");
    }

    [Fact]
    public async Task Mention_That_Was_Put_Aside_Says_Until_When()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());

        (await stage.PressAsync(CardStage.Owner, CardStage.Triage, "snooze", ("hours", "4"))).Card.ShouldBeSnapshot("triage-put-aside");
    }

    [Fact]
    public async Task Notes_And_Suggestions_Stand_On_The_Card()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());

        await stage.PressAsync(CardStage.Petra, CardStage.Triage, "note", ("note", "She wrote to us in **June** as well."));
        ShownCard card = await stage.PressAsync(CardStage.Noah, CardStage.Triage, "suggest", ("category", "customer-service"), ("reasonText", "order 4471"));

        card.Card.ShouldBeSnapshot("triage-with-notes");
    }

    [Fact]
    public async Task Card_Says_How_Often_The_Author_Was_Seen_And_Who_Talks_To_Them_Now()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "mark-answered", ("answer", "Sent a new filter."), ("visibility", "private"));
        ShownCard second = await stage.SendAsync(CardStage.Leak("p2"), id: 2);
        (await stage.People.ClickAsync(CardStage.Owner, second, "public-reply")).Ok.ShouldBeTrue();
        ShownCard desk = await stage.ShownAsync(CardStage.PublicRelations, mention: 2);
        (await stage.People.ClickAsync(CardStage.Petra, desk, "claim")).Ok.ShouldBeTrue();

        (await stage.SendAsync(CardStage.Leak("p3"), id: 3)).Card.ShouldBeSnapshot("triage-known-author");
    }

    [Fact]
    public async Task Decided_Card_Follows_The_Item_To_Its_Answer()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());

        (await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service")).Card.ShouldBeSnapshot("decided-routed-undo");
        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(61));
        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("decided-routed");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");
        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("decided-claimed");
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(19));
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "mark-answered", ("answer", "https://example.com/answers/1"), ("visibility", "public"));
        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("decided-answered");
        (await stage.PressAsync(CardStage.Owner, CardStage.Triage, "reopen")).Card.ShouldBeSnapshot("triage-reopened");
    }

    [Fact]
    public async Task No_Response_Keeps_Its_Reason_And_Can_Be_Undone_For_A_Minute()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());

        ShownCard decided = await stage.PressAsync(CardStage.Owner, CardStage.Triage, "no-response", ("reason", "other"), ("reasonText", "she *asked* nothing"));
        decided.Card.ShouldBeSnapshot("decided-no-response-undo");
        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(61));

        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("decided-no-response");
    }

    [Fact]
    public async Task Hostile_Mention_Is_Shown_Inert()
    {
        await using CardStage stage = await CardStage.StartAsync();
        var hostile = new JsonObject
        {
            ["externalId"] = "evil",
            ["text"] = "<!channel> @brightwater <b>bold</b> [safe](https://evil.example) ${mention} {{{DATE(2026-01-01T00:00:00Z,SHORT)}}} {\u202E{TIME(x)}} "
                + "```\u2028*x* <at>everyone</at> a\u202Egnp.exe \U000E0041 \" \\ " + new string('A', 100_000),
            ["url"] = "https://example.com/?q=${mention}&x={{DATE(1)}}",
            ["language"] = "en",
            ["author"] = new JsonObject { ["name"] = "Eve\n# Needs a decision ${state} {{{TIME(2026-01-01T00:00:00Z)}}}", ["handle"] = "eve](https://evil.example)" },
        };

        ShownCard card = await stage.SendAsync(hostile);
        card.Card.ShouldBeSnapshot("triage-hostile");

        ShownCard decided = await stage.PressAsync(
            CardStage.Owner, CardStage.Triage, "no-response", ("reason", "other"), ("reasonText", $"{{{{{{DATE(2026)}}}}}} \u202E {new string('r', 3000)}"));
        decided.Card.ShouldBeSnapshot("decided-hostile");
        foreach (ShownCard shown in new[] { card, decided })
        {
            shown.Json.ShouldNotContain("{{DATE(2026-01-01");
            shown.Json.ShouldNotContain("{{TIME(x");
            shown.Json.ShouldNotContain("{{TIME(2026-01-01");
            shown.Json.ShouldNotContain("{{DATE(2026)");
            shown.Json.ShouldNotContain("\u202E");
            shown.Json.Length.ShouldBeLessThan(20_000);
        }
    }
}
