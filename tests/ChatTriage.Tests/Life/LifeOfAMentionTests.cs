using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Life;

/// <summary>The whole way of one mention, as people live it.</summary>
public sealed class LifeOfAMentionTests
{
    [Fact]
    public async Task A_Mention_Is_Decided_Claimed_And_Answered_And_Everybody_Can_Ask_About_It()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);

        ShownCard card = await people.MentionWithCardAsync("my @brightwater filter leaks", "mara");
        card.State.ShouldBe("Needs a decision · Brightwater · Olivia Ortiz decides");
        card.Buttons.ShouldBe(["Customer service", "Public reply", "No response", "Open original", "More"]);

        ClickAnswer decided = await people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service");
        decided.Ok.ShouldBeTrue();
        ((string?)decided.Card!["body"]![0]!["text"]).ShouldBe("On the customer service desk · nobody yet · Brightwater");
        ShownCard desk = await people.CardAsync(PlaygroundDriver.CustomerService, card.Mention);
        desk.Buttons.ShouldBe(["I'll answer", "Open original", "Not ours", "History"]);

        ClickAnswer first = await people.ClickAsync("playground:ana", desk, "claim");
        ClickAnswer second = await people.ClickAsync("playground:carl", desk, "claim");
        first.Ok.ShouldBeTrue();
        second.Ok.ShouldBeFalse();
        second.Text.ShouldNotBeNull().ShouldContain("Ana Alves is answering since 15:00, theirs until 15:30");

        ShownCard claimed = await people.CardAsync(PlaygroundDriver.CustomerService, card.Mention, newerThan: desk.Version);
        ClickAnswer answered = await people.ClickAsync("playground:ana", claimed, "mark-answered", ("answer", "https://example.com/answer"), ("visibility", "private"));
        answered.Ok.ShouldBeTrue();

        ClickAnswer asked = await people.AskAsync("playground:noah", "/mentions brightwater today");
        asked.Card!.ToJsonString().ShouldContain("Brightwater today: 1 mention");
        asked.Card.ToJsonString().ShouldContain("answered by Ana Alves");
    }
}
