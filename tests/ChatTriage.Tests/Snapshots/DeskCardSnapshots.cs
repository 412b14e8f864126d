using ChatTriage.Tests.Drivers;

namespace ChatTriage.Tests.Snapshots;

/// <summary>What the desks show: nobody has it, somebody has it, answered, gone elsewhere.</summary>
public sealed class DeskCardSnapshots
{
    [Fact]
    public async Task Routed_Item_Becomes_Claimed_And_Answered_Privately()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Noah, CardStage.Triage, "note", ("note", "Order 4471."));

        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        (await stage.ShownAsync(CardStage.CustomerService)).Card.ShouldBeSnapshot("routed");
        (await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim")).Card.ShouldBeSnapshot("claimed");
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(3));
        ShownCard answered = await stage.PressAsync(
            CardStage.Ana, CardStage.CustomerService, "mark-answered", ("answer", "Sent a new filter, and an apology."), ("visibility", "private"));

        answered.Card.ShouldBeSnapshot("answered-private");
    }

    [Fact]
    public async Task Public_Answer_Links_To_Itself()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "public-reply");

        (await stage.PressAsync(CardStage.Petra, CardStage.PublicRelations, "claim")).Card.ShouldBeSnapshot("claimed-public-relations");
        ShownCard answered = await stage.PressAsync(
            CardStage.Petra, CardStage.PublicRelations, "mark-answered", ("answer", "https://example.com/answers/1?a=[b](c)"), ("visibility", "public"));

        answered.Card.ShouldBeSnapshot("answered-public");
    }

    [Fact]
    public async Task Card_Of_A_Desk_That_Lost_The_Item_Says_Where_It_Went()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");

        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "re-route", ("category", "public-reply"));
        (await stage.ShownAsync(CardStage.CustomerService)).Card.ShouldBeSnapshot("moved-to-other-desk");
        await stage.PressAsync(CardStage.Petra, CardStage.PublicRelations, "not-ours", ("reason", "not about us"));
        (await stage.ShownAsync(CardStage.CustomerService)).Card.ShouldBeSnapshot("moved-back-to-triage");
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "no-response", ("reason", "spam or advertising"));

        (await stage.ShownAsync(CardStage.CustomerService)).Card.ShouldBeSnapshot("moved-no-response");
    }
}
