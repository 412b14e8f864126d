using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Triage;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task That_Somebody_Talks_To_An_Author_Comes_And_Goes_On_The_Author_S_Other_Cards()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard first = await people.RoutedAsync("@brightwater it leaks", "mara");
        ShownCard second = await people.RoutedAsync("@brightwater hello?", "mara");

        await people.ClickAsync("playground:ana", first, "claim");
        await app.DrainOutboxAsync();
        (await people.CardAsync(PlaygroundDriver.CustomerService, second.Mention)).Json.ShouldContain("Ana Alves is already talking to this person.");

        await people.ClickAsync("playground:ana", await people.CardAsync(PlaygroundDriver.CustomerService, first.Mention, newerThan: first.Version), "release");
        await app.DrainOutboxAsync();
        (await people.CardAsync(PlaygroundDriver.CustomerService, second.Mention)).Json.ShouldNotContain("already talking");
    }

    [Fact]
    public async Task A_Question_To_The_Holder_Is_Not_Outdated_By_A_Colleague_S_Note()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        ShownCard desk = await people.RoutedAsync();
        await people.ClickAsync("playground:ana", desk, "claim");
        await app.AdvanceAsync(TimeSpan.FromMinutes(20));
        System.Text.Json.Nodes.JsonNode button = (await people.PrivateAsync("playground:ana")).Single()["card"]!["actions"]![0]!;
        ((string?)button["title"]).ShouldBe("More time");

        ShownCard claimed = await people.CardAsync(PlaygroundDriver.CustomerService, desk.Mention, newerThan: desk.Version);
        (await people.ClickAsync("playground:carl", claimed, "note", ("note", "she called as well"))).Ok.ShouldBeTrue();
        for (int delivery = 0; delivery < 2; delivery++)
        {
            System.Text.Json.Nodes.JsonObject answer = await people.PostAsync("/playground/api/click", new { person = "playground:ana", messageId = 0, verb = (string?)button["verb"], data = button["data"] });
            (answer["ok"]!.GetValue<bool>(), (string?)answer["text"]).ShouldBe((true, "It is yours until 14:50 UTC. Everybody else is kept from answering."));
        }

        (await people.PostAsync("/playground/api/click", new { person = "playground:carl", messageId = 0, verb = "release", data = button["data"] }))["ok"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_Cards_Of_A_Brand_That_Was_Taken_Out_Of_The_Settings_Are_Still_Repaired()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        await using (TestApp before = await TestApp.StartAsync(new TestAppOptions { Folder = folder, Settings = [("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme")] }))
        {
            await new PlaygroundDriver(before.Http).MentionWithCardAsync("acme is fine");
        }

        await using TestApp after = await TestApp.StartAsync(new TestAppOptions
        {
            Folder = folder,
            Settings = [("Brands:0:Name", "Zenith"), ("Brands:0:Match", "zenith"), ("Triage:Channels:0", "playground:elsewhere")],
        });
        await after.Services.GetRequiredService<RepairCards>().RepairAsync(TestContext.Current.CancellationToken);
        ShownCard card = await TestApp.Eventually(async () => await new PlaygroundDriver(after.Http).CardsAsync("playground:elsewhere") is [var found, ..] ? found : null, "the card in the new channel");
        card.State.ShouldStartWith("Needs a decision · Acme");
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
