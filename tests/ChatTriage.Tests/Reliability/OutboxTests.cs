using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Triage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Reliability;

/// <summary>A platform that is slow, closed, forgetful or silent: nothing is dropped, nothing is there twice, and the order is kept.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task A_Channel_That_Asks_For_A_Pause_Gets_It_And_Then_Everything_In_Order_While_Others_Go_On()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long routed = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the first card");
        story.Platform.Behave = call => Task.FromResult(call.Address == FakePlatform.Triage ? FakeFault.Later(30) : null);
        long first = await story.SendAsync();
        await story.Until(() => story.Platform.Calls.Count == 2, "the refused card");
        long second = await story.SendAsync();
        await story.PressAsync(OutboxStory.Olivia, routed, "customer-service");
        await story.Until(() => story.Platform.In(FakePlatform.Desk).Count == 1, "the desk's card");

        story.Wait(29);
        await story.SendAsync();
        await story.PressAsync(OutboxStory.Ana, routed, "claim");
        await story.Until(() => story.Platform.In(FakePlatform.Desk)[0].State.StartsWith("Ana Alves", StringComparison.Ordinal), "the claimed card");
        story.Platform.Calls.Count(call => call.Address == FakePlatform.Triage).ShouldBe(2, "the pause is not over");

        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        story.Wait(2);
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([routed, first, second, second + 1]);
        story.Platform.In(FakePlatform.Triage)[0].State.ShouldContain("Ana Alves is answering");
    }

    [Fact]
    public async Task A_Channel_That_Hangs_Holds_Up_No_Other()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long mention = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the first card");
        var stuck = new TaskCompletionSource();
        story.Platform.Behave = async call =>
        {
            await (call.Address == FakePlatform.Triage ? stuck.Task : Task.CompletedTask);
            return null;
        };

        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        await story.Until(() => story.Platform.In(FakePlatform.Desk).Count == 1, "the desk's card");
        await story.PressAsync(OutboxStory.Ana, mention, "claim");
        await story.Until(() => story.Platform.In(FakePlatform.Desk)[0].State.StartsWith("Ana Alves", StringComparison.Ordinal), "the claimed card");
        story.Platform.In(FakePlatform.Triage)[0].State.ShouldStartWith("Needs a decision");

        stuck.SetResult();
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage)[0].State.ShouldContain("Ana Alves is answering");
    }

    [Fact]
    public async Task What_Is_Outdated_Is_Renewed_Before_New_Cards_Are_Shown()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long shown = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the first card");
        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(FakeFault.Later(10));
        long refused = await story.SendAsync();
        await story.Until(() => story.Platform.Calls.Count == 2, "the refused card");
        long[] waiting = [refused, await story.SendAsync(), await story.SendAsync()];
        await story.PressAsync(OutboxStory.Olivia, shown, "no-response", ("reason", "spam"));

        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        story.Wait(11);
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.Calls.Skip(2).Where(call => call.Kind != "find").Select(call => (call.Kind, call.Mention)).ShouldBe([("update", shown), .. waiting.Select(mention => ("post", mention))]);
    }

    [Fact]
    public async Task A_Channel_With_A_Small_Budget_Gets_Everything_In_The_Order_Of_Arrival()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync(new FakePlatform { PerSecond = 100, Burst = 2 });
        var sent = new List<long>();
        for (int i = 0; i < 150; i++)
        {
            sent.Add(await story.SendAsync());
        }

        await story.InTime(() => story.Platform.In(FakePlatform.Triage).Count == sent.Count, "all cards");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe(sent);
    }

    [Fact]
    public async Task A_Deleted_Card_Is_Posted_Again_Once_With_The_Next_Change()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long mention = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the first card");
        story.Platform.DeleteAll(FakePlatform.Triage);

        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).ShouldHaveSingleItem().State.ShouldStartWith("On the customer service desk");
        await story.PressAsync(OutboxStory.Ana, mention, "claim");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).ShouldHaveSingleItem().State.ShouldContain("Ana Alves is answering");
    }

    [Fact]
    public async Task A_Closed_Channel_Is_Reported_And_Gets_Everything_In_Order_Once_It_Is_Open_Again()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.Behave = call => Task.FromResult(call.Address == FakePlatform.Triage ? FakeFault.Of(DeliveryOutcome.ChannelClosed) : null);
        long first = await story.SendAsync();
        await story.Until(() => story.Platform.Calls.Count > 0, "the refused card");
        await story.RestAsync();
        story.Wait(20);
        long second = await story.SendAsync();
        (await story.HealthAsync()).ShouldBe("Degraded");
        (await story.People.AskAsync("playground:noah", "/mentions status")).Card!.ToJsonString().ShouldContain("fake:triage (ChannelClosed)");
        (await story.People.AskAsync("playground:noah", "/mentions open")).Card!.ToJsonString().ShouldContain("filter leaks");

        story.Wait(70);
        long third = await story.SendAsync();
        await story.Until(() => story.Platform.Calls.Count > 1, "another try");
        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        await story.InTime(() => story.Platform.In(FakePlatform.Triage).Count == 3, "all cards");
        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([first, second, third]);
        await story.RestAsync();
        (await story.HealthAsync()).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_Refused_Card_Is_Reported_Holds_Up_Nothing_And_Has_Another_Chance_With_The_Next_Change()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.Behave = call => Task.FromResult(call.Kind == "post" && story.Platform.Calls.Count == 1 ? FakeFault.Of(DeliveryOutcome.Refused) : null);
        long refused = await story.SendAsync();
        long other = await story.SendAsync();

        (await story.RestAsync()).ShouldBe([("dead", "Refused")]);
        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([other]);
        (await story.HealthAsync()).ShouldBe("Degraded");

        await story.PressAsync(OutboxStory.Olivia, refused, "customer-service");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([other, refused]);
        (await story.HealthAsync()).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_Card_That_Is_Missing_Outside_And_Inside_Is_Found_And_Posted()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long waiting = await story.SendAsync();
        long routed = await story.SendAsync();
        await story.PressAsync(OutboxStory.Olivia, routed, "customer-service");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.DeleteAll(FakePlatform.Triage);
        story.Platform.DeleteAll(FakePlatform.Desk);
        await story.App.Database.WriteAsync(session => session.Connection.ExecuteAsync("DELETE FROM posted_card; DELETE FROM outbox"), TestContext.Current.CancellationToken);

        RepairCards repair = story.App.Services.GetRequiredService<RepairCards>();
        (await repair.RepairAsync(TestContext.Current.CancellationToken)).ShouldBe(3);
        (await story.RestAsync()).ShouldBeEmpty();

        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([waiting, routed]);
        story.Platform.In(FakePlatform.Desk).ShouldHaveSingleItem().Mention.ShouldBe(routed);
        (await repair.RepairAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    /// <summary>What a platform has plainly refused is not there: a platform that cannot look used to call it doubtful, and nobody saw the card.</summary>
    [Theory]
    [InlineData(DeliveryOutcome.Later)]
    [InlineData(DeliveryOutcome.ChannelClosed)]
    public async Task What_Was_Refused_Is_Sent_In_The_End_Without_A_Look(DeliveryOutcome refusal)
    {
        await using OutboxStory story = await OutboxStory.BeginAsync(new FakePlatform { CanFind = false });
        story.Platform.Behave = call => Task.FromResult(story.Platform.Calls.Count(before => before.Kind == call.Kind && before.Address == call.Address) <= 5 ? FakeFault.Of(refusal) : null);
        long mention = await story.SendAsync();
        await story.InTime(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        await story.PressAsync(OutboxStory.Ana, mention, "claim");
        await story.PressAsync(OutboxStory.Olivia, mention, "re-route", ("category", "public-reply"));

        await story.InTime(() => story.Platform.In(OutboxStory.Ana.Address).Count == 1, "the word");
        await story.InTime(() => story.Platform.In(FakePlatform.Press).Count == 1, "the other desk's card");
        await story.InTime(() => story.Platform.In(FakePlatform.Triage)[0].State.Contains("public relations", StringComparison.Ordinal), "the owner's card as it is in the end");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.Calls.ShouldNotContain(call => call.Kind == "find");
        (await story.HealthAsync()).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_Change_Of_A_Card_That_Waits_For_Its_Budget_Takes_No_Second_Place_In_Line()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync(new FakePlatform { PerSecond = 0.1, Burst = 1 });
        await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the first card");
        long waiting = await story.SendAsync();
        await story.RestAsync();

        await story.PressAsync(OutboxStory.Olivia, waiting, "customer-service");
        await story.Until(() => story.Platform.In(FakePlatform.Desk).Count == 1, "the desk's card");
        (await story.RestAsync()).ShouldHaveSingleItem();

        story.Wait(11);
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 2, "the second card");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage)[1].State.ShouldStartWith("On the customer service desk");
    }

    [Fact]
    public async Task A_Private_Word_Waits_For_A_Person_Who_Cannot_Be_Reached_And_Then_Arrives_Once()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long mention = await story.SendAsync();
        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        await story.PressAsync(OutboxStory.Ana, mention, "claim");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.Behave = call => Task.FromResult(call.Kind == "tell" ? FakeFault.Of(DeliveryOutcome.ChannelClosed) : null);
        await story.PressAsync(OutboxStory.Olivia, mention, "re-route", ("category", "public-reply"));
        (await story.RestAsync()).ShouldHaveSingleItem().State.ShouldBe("ready");
        (await story.HealthAsync()).ShouldBe("Degraded");

        story.Platform.Behave = call => Task.FromResult(call.Kind == "tell" ? FakeFault.AnswerLost : null);
        story.Wait(61);
        await story.Until(() => story.Platform.In(OutboxStory.Ana.Address).Count == 1, "the word");
        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        await story.RestAsync();
        story.Wait(10);

        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(OutboxStory.Ana.Address).ShouldHaveSingleItem().Card.Text.ShouldContain("re-routed it to public relations");
        (await story.HealthAsync()).ShouldBe("Healthy");
    }
}
