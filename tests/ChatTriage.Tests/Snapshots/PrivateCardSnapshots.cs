using ChatTriage.Tests.Drivers;

namespace ChatTriage.Tests.Snapshots;

/// <summary>What one person alone sees: notices, refusals with an offer, histories and answers to questions.</summary>
public sealed class PrivateCardSnapshots
{
    [Fact]
    public async Task Holder_Is_Asked_And_Then_Told_That_The_Time_Ended()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");

        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(20));
        (await stage.NewestPrivateAsync(CardStage.Ana)).ShouldBeSnapshot("notice-still-on-it");
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(10));

        (await stage.NewestPrivateAsync(CardStage.Ana)).ShouldBeSnapshot("notice-told");
    }

    [Fact]
    public async Task Person_Who_Does_Not_Decide_May_Leave_A_Suggestion()
    {
        await using CardStage stage = await CardStage.StartAsync();
        ShownCard card = await stage.SendAsync(CardStage.Leak());

        (await stage.People.ClickAsync(CardStage.Noah, card, "public-reply")).Ok.ShouldBeFalse();

        (await stage.NewestPrivateAsync(CardStage.Noah)).ShouldBeSnapshot("suggest");
    }

    [Fact]
    public async Task History_Tells_Who_Did_What()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(30));
        ShownCard desk = await stage.ShownAsync(CardStage.CustomerService);

        await stage.People.ClickAsync(CardStage.Noah, desk, "history");

        (await stage.NewestPrivateAsync(CardStage.Noah)).ShouldBeSnapshot("history");
    }

    [Fact]
    public async Task Similar_Ones_Are_Listed_And_What_Applying_Would_Do_Is_Said_Before()
    {
        await using CardStage stage = await CardStage.StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.CopyAsync("p2", "");
        await stage.CopyAsync("p3", " The kitchen floor is ruined.");
        await stage.App.AdvanceAsync(TimeSpan.FromSeconds(16));
        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("triage-similar");

        await stage.People.ClickAsync(CardStage.Noah, await stage.ShownAsync(CardStage.Triage), "similar");
        (await stage.NewestPrivateAsync(CardStage.Noah)).ShouldBeSnapshot("list-similar");
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        (await stage.ShownAsync(CardStage.Triage)).Card.ShouldBeSnapshot("decided-similar");
        await stage.People.ClickAsync(CardStage.Owner, await stage.ShownAsync(CardStage.Triage), "apply-similar");

        (await stage.NewestPrivateAsync(CardStage.Owner)).ShouldBeSnapshot("apply");
    }

    [Fact]
    public async Task Questions_Are_Answered_With_Lists()
    {
        await using CardStage stage = await CardStage.StartAsync();
        (await stage.People.AskAsync(CardStage.Noah, "/mentions open")).Card.ShouldBeSnapshot("list-open-nothing");
        (await stage.People.AskAsync(CardStage.Noah, "/mentions clearspring 7d")).Card.ShouldBeSnapshot("list-brand-nothing");
        await stage.SendAsync(CardStage.Leak());
        await stage.SendAsync(CardStage.Leak("p2"), id: 2);
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");

        (await stage.People.AskAsync(CardStage.Noah, "/mentions brand brightwater today")).Card.ShouldBeSnapshot("list-brand");
        (await stage.People.AskAsync(CardStage.Noah, "/mentions open")).Card.ShouldBeSnapshot("list-open");
        (await stage.People.AskAsync(CardStage.Ana, "/mentions mine")).Card.ShouldBeSnapshot("list-mine");
        (await stage.People.AskAsync(CardStage.Noah, "/mentions mine")).Card.ShouldBeSnapshot("list-mine-nothing");
        (await stage.People.AskAsync(CardStage.Noah, "/mentions status")).Card.ShouldBeSnapshot("list-status");
        (await stage.People.AskAsync(CardStage.Noah, "/mentions help")).Card.ShouldBeSnapshot("list-help");
    }
}
