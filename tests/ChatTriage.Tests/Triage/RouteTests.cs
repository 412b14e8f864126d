using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Triage;

/// <summary>Between the owner and the desks.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task A_Desk_Sends_Back_What_Is_Not_Its_Own_With_A_Reason_The_Owner_Reads()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard desk = await people.RoutedAsync();
        (await people.ClickAsync("playground:ana", desk, "not-ours")).Text.ShouldNotBeNull().ShouldContain("say why");
        ClickAnswer sent = await people.ClickAsync("playground:ana", desk, "not-ours", ("reason", "belongs to the other desk"));
        sent.Text.ShouldBe("Sent back to Olivia Ortiz.");

        ShownCard triage = await people.CardAsync(PlaygroundDriver.Triage, desk.Mention, newerThan: desk.Version);
        triage.State.ShouldStartWith("Needs a decision");
        triage.Json.ShouldContain("Ana Alves: not ours (customer service): belongs to the other desk");
        ShownCard old = await people.CardAsync(PlaygroundDriver.CustomerService, desk.Mention, newerThan: desk.Version);
        old.State.ShouldBe("Back with the owner for a new decision · nothing to do here");
    }

    [Fact]
    public async Task A_Re_Routed_Item_Leaves_Its_Desk_And_Its_Holder_Is_Told()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard desk = await people.RoutedAsync();
        await people.ClickAsync("playground:ana", desk, "claim");
        ShownCard triage = await people.CardAsync(PlaygroundDriver.Triage, desk.Mention, newerThan: desk.Version);
        (await people.ClickAsync("playground:ana", triage, "re-route", ("category", "public-reply"))).Text.ShouldBe("Only Olivia Ortiz can re-route it.");
        (await people.ClickAsync(PlaygroundDriver.Owner, triage, "re-route", ("category", "public-reply"))).Text.ShouldBe("Re-routed to public relations.");

        (await people.CardAsync(PlaygroundDriver.PublicRelations, desk.Mention)).State.ShouldStartWith("Needs one answer");
        ShownCard old = await people.CardAsync(PlaygroundDriver.CustomerService, desk.Mention, newerThan: triage.Version);
        old.State.ShouldBe("Moved to public relations · nothing to do here");
        await app.DrainOutboxAsync();
        (await people.PrivateAsync("playground:ana")).ShouldContain(message => message["text"]!.ToString() == "Olivia Ortiz re-routed it to public relations. You do not have this item any more; please do not answer it.");
    }

    [Fact]
    public async Task Two_Channels_Of_One_Desk_Mirror_One_Item()
    {
        await using TestApp app = await TestApp.StartAsync(
            ("Desks:CustomerService:Channels:0", "playground:north"), ("Desks:CustomerService:Channels:1", "playground:south"));
        var people = new PlaygroundDriver(app.Http);
        ShownCard card = await people.MentionWithCardAsync();
        await people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service");
        ShownCard north = await people.CardAsync("playground:north", card.Mention);
        ShownCard south = await people.CardAsync("playground:south", card.Mention);
        (await people.ClickAsync("playground:ana", north, "claim")).Ok.ShouldBeTrue();
        (await people.ClickAsync("playground:carl", south, "claim")).Ok.ShouldBeFalse();
        (await people.CardAsync("playground:south", card.Mention, newerThan: south.Version)).State.ShouldStartWith("Ana Alves is answering");
    }

    [Fact]
    public async Task An_Author_Somebody_Already_Talks_To_Is_Pointed_Out()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard desk = await people.RoutedAsync("@brightwater it leaks", "mara");
        await people.ClickAsync("playground:ana", desk, "claim");
        ShownCard second = await people.MentionWithCardAsync("@brightwater hello?", "mara");
        second.Json.ShouldContain("Ana Alves is already talking to this person.");
        second.Json.ShouldContain("Seen once before");
    }
}
