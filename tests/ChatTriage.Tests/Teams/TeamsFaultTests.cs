using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>
/// What goes wrong between the program and Teams while a card is posted or changed: in the end a card is there and says what is so, and nothing waits.
/// Teams neither recognises a second post nor lets a bot read, so where an answer was lost there may be one card too many, and its buttons work.
/// </summary>
public sealed class TeamsFaultTests
{
    /// <summary>Longer than it is waited for a sign of a card whose post was not confirmed.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(150);

    /// <summary>Faults by name, without what they are about.</summary>
    private static readonly Dictionary<string, TeamsFault> s_faults = new()
    {
        ["429 with Retry-After"] = Fault(429) with { RetryAfter = 7, Code = "Throttled" },
        ["429 without"] = Fault(429),
        ["412"] = Fault(412),
        ["500"] = Fault(500),
        ["502 twice"] = Fault(502) with { Times = 2 },
        ["503"] = Fault(503),
        ["504 three times"] = Fault(504) with { Times = 3 },
        ["a page for people"] = Fault(503) with { Raw = "<!DOCTYPE html><html><body>Our services aren't available right now</body></html>" },
        ["too large"] = Fault(413) with { Code = "MessageSizeTooBig" },
        ["401"] = Fault(401) with { Code = "Unauthorized" },
        ["the connection breaks"] = Fault(0) with { Reset = true },
        ["no answer"] = Fault(0) with { Hang = true },
        ["done, and the connection breaks"] = Fault(0) with { Reset = true, After = true },
        ["done, and no answer"] = Fault(0) with { Hang = true, After = true },
        ["done, and 500"] = Fault(500) with { After = true },
        ["done, and an empty answer"] = Fault(201) with { Raw = "", After = true },
        ["done, and accepted"] = Fault(202) with { Raw = "", After = true },
        ["done, and half an answer"] = Fault(201) with { Raw = "{\"id\":\"17", After = true },
        ["done, and a page for people"] = Fault(201) with { Raw = "<html></html>", After = true },
    };

    /// <summary>Those with an answer, for theories.</summary>
    public static TheoryData<string> Answered => [.. s_faults.Where(fault => !fault.Value.Hang).Select(fault => fault.Key)];

    /// <summary>Those that are waited for in vain.</summary>
    public static TheoryData<string> Silent => [.. s_faults.Where(fault => fault.Value.Hang).Select(fault => fault.Key)];

    [Theory]
    [MemberData(nameof(Answered))]
    public Task A_Post_That_Fails_Stands_There_In_The_End(string fault) => PostAsync(s_faults[fault]);

    [Theory]
    [Trait("Kind", "Slow")]
    [MemberData(nameof(Silent))]
    public Task A_Post_Without_An_Answer_Stands_There_In_The_End(string fault) => PostAsync(s_faults[fault]);

    [Theory]
    [MemberData(nameof(Answered))]
    public Task A_Change_That_Fails_Is_Shown_In_The_End(string fault) => ChangeAsync(s_faults[fault]);

    [Fact]
    [Trait("Kind", "Slow")]
    public Task A_Change_Without_An_Answer_Is_Shown_In_The_End() => ChangeAsync(s_faults["done, and no answer"]);

    /// <summary>A post whose answer was lost is there: whoever presses it proves that, and no second one is posted.</summary>
    [Fact]
    public async Task A_Card_Whose_Answer_Was_Lost_Is_Known_As_Soon_As_Somebody_Presses_It()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Reset = true, After = true });
        TeamsCard card = await stage.People.MentionWithCardAsync();
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE state = 'ready' AND attempts > 0") == 1, "the post to be in doubt");

        await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        await stage.People.CardAsync(TeamsDriver.CustomerService, card.Mention);
        await stage.PassAsync(LongEnough);
        await stage.SettleAsync();

        TeamsCard only = stage.People.Cards(TeamsDriver.Triage).ShouldHaveSingleItem();
        only.State.ShouldStartWith("On the customer service desk");
        stage.App.Logs.Lines.ShouldNotContain(line => line.Text.Contains("once more", StringComparison.Ordinal));
        await ShouldBeWellAsync(stage);
    }

    [Fact]
    public async Task A_Pause_That_Teams_Asks_For_Is_Kept_To()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Status = 429, RetryAfter = 30 });

        long first = await stage.People.SendAsync();
        await TestApp.Eventually(() => Task.FromResult(stage.Connector.Calls(TeamsCallKind.Post).Count == 1), "the first try");
        await stage.People.SendAsync("brightwater again");
        await stage.PassAsync(TimeSpan.FromSeconds(20));
        await stage.SettleAsync();
        await stage.People.CardAsync(TeamsDriver.Triage, first);

        DateTimeOffset[] times = [.. stage.Connector.Calls(TeamsCallKind.Post).Select(call => call.At)];
        times.Length.ShouldBe(3);
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(29.9), "for every card of the channel");
        await ShouldBeWellAsync(stage);
    }

    [Fact]
    public async Task A_Card_That_Somebody_Deleted_Is_Posted_Again()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();
        await stage.People.CardSayingAsync(TeamsDriver.Triage, desk.Mention, "On the customer service desk");
        stage.Connector.Delete(desk.Message);

        await stage.People.PressAsync(TeamsDriver.Adele, desk, "claim");
        TeamsCard again = await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering since");
        again.Message.Id.ShouldNotBe(desk.Message.Id);

        await stage.People.PressAsync(TeamsDriver.Adele, again, "release");
        (await stage.People.CardAsync(TeamsDriver.CustomerService, desk.Mention, newerThan: again.Version)).Message.Id.ShouldBe(again.Message.Id);
        await ShouldBeWellAsync(stage);
    }

    [Fact]
    public async Task A_Card_That_Is_Too_Large_Twice_Is_Given_Up_And_Reported()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Status = 413, Code = "MessageSizeTooBig", Times = 2 });

        await stage.People.SendAsync();
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE state = 'dead'") == 1, "the card to be given up");

        (await stage.HealthAsync()).ShouldBe("Degraded");
        stage.Connector.Calls(TeamsCallKind.Post).Count.ShouldBe(2);
        await stage.ShouldAddUpAsync();
    }

    [Theory]
    [InlineData("429 with Retry-After")]
    [InlineData("412")]
    [InlineData("503")]
    [InlineData("the connection breaks")]
    public async Task A_Private_Word_That_Fails_Is_Said_In_The_End(string fault)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard claimed = await stage.People.ClaimedAsync(TeamsDriver.Adele);
        stage.Connector.Fail(s_faults[fault] with { On = TeamsCallKind.Private });

        await stage.People.PressAsync(TeamsDriver.Megan, await stage.People.CardSayingAsync(TeamsDriver.Triage, claimed.Mention, "Adele Vance is answering"), "re-route", ("category", "public-reply"));
        await stage.EventuallyWithTimeAsync(() => Task.FromResult(stage.People.Private(TeamsDriver.Adele).Count > 0), "the word");

        await stage.SettleAsync();
        TeamsCard.JsonOf(stage.People.Private(TeamsDriver.Adele).ShouldHaveSingleItem().Activity).ShouldContain("Megan Bowen");
        await ShouldBeWellAsync(stage);
    }

    /// <summary>The sentence about a refused click is in the answer to it when it cannot be said otherwise.</summary>
    [Theory]
    [InlineData("503")]
    [InlineData("too large")]
    [InlineData("the connection breaks")]
    public async Task A_Refusal_Reaches_The_Person_Although_Private_Words_Do_Not(string fault)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", "Always"));
        TeamsCard desk = await stage.People.RoutedAsync();
        await stage.People.PressAsync(TeamsDriver.Adele, desk, "claim");
        TeamsCard claimed = await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        stage.Connector.Fail(s_faults[fault] with { On = TeamsCallKind.Private, Times = 5 });

        TeamsAnswer answer = await stage.People.PressAsync(TeamsDriver.Isaiah, claimed, "release");

        answer.Said.ShouldNotBeNull().ShouldContain("Adele Vance");
        stage.People.Private(TeamsDriver.Isaiah).ShouldBeEmpty();
        stage.Connector.Messages(TeamsDriver.CustomerService).ShouldAllBe(message => message.Card != null);
    }

    private static TeamsFault Fault(int status) => new(TeamsCallKind.Post) { Status = status };

    private static async Task PostAsync(TeamsFault fault)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(fault with { On = TeamsCallKind.Post });

        long mention = await stage.People.SendAsync();
        await TestApp.Eventually(() => Task.FromResult(stage.Connector.Calls(TeamsCallKind.Post).Count > 0), "the fault");
        await stage.EventuallyWithTimeAsync(
            async () => await stage.CountAsync("SELECT count(*) FROM posted_card") == 1 && await stage.CountAsync("SELECT count(*) FROM outbox WHERE state IN ('ready', 'taken') AND due_at <= @soon", new { soon = (stage.App.Clock.GetUtcNow() + TimeSpan.FromMinutes(3)).Stored() }) == 0,
            "the card to be known");

        // One too many where the answer was lost, and the log says so where nobody could know.
        IReadOnlyList<TeamsCard> cards = stage.People.Cards(TeamsDriver.Triage);
        cards.Count.ShouldBe(fault.After ? 2 : 1, string.Join('\n', stage.App.Logs.Lines.Where(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning).Select(line => line.Text)));
        bool told = stage.App.Logs.Lines.Any(line => line.Text.Contains("once more", StringComparison.Ordinal));
        told.ShouldBe(fault.Hang || fault.Reset || fault is { After: true, Status: < 300 });

        // The orphan works, and shows what is so.
        await stage.People.PressAsync(TeamsDriver.Megan, cards[0], "customer-service");
        await stage.People.CardAsync(TeamsDriver.CustomerService, mention);
        await TestApp.Eventually(
            () => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).All(card => card.State.StartsWith("On the customer service desk", StringComparison.Ordinal))), "every card to say what is so");
        await ShouldBeWellAsync(stage);
    }

    private static async Task ChangeAsync(TeamsFault fault)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();
        await stage.People.CardSayingAsync(TeamsDriver.Triage, desk.Mention, "On the customer service desk");
        stage.Connector.Fail(fault with { On = TeamsCallKind.Update, In = TeamsDriver.CustomerService });

        // Whoever pressed sees it at once, whatever becomes of the change for the others.
        TeamsAnswer answer = await stage.People.PressAsync(TeamsDriver.Adele, desk, "claim");
        new TeamsCard(desk.Message, answer.Card.ShouldNotBeNull()).State.ShouldStartWith("Adele Vance is answering since");
        await TestApp.Eventually(() => Task.FromResult(stage.Connector.Calls(TeamsCallKind.Update).Any(call => call.IsFault)), "the fault");
        await stage.SettleAsync();
        TeamsCard claimed = await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering since");

        claimed.Message.Id.ShouldBe(desk.Message.Id);
        stage.People.Cards(TeamsDriver.CustomerService).ShouldHaveSingleItem();
        await ShouldBeWellAsync(stage);
    }

    /// <summary>As if nothing had happened: nothing reported, nothing paused, no rule broken.</summary>
    private static async Task ShouldBeWellAsync(TeamsStage stage)
    {
        await stage.SettleAsync();
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.ShouldBeInOrderAsync();
    }
}
