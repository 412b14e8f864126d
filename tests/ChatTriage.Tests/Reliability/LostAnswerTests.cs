using ChatTriage.Platforms;

namespace ChatTriage.Tests.Reliability;

/// <summary>A platform that did what it was asked and whose answer never came. Slack and Teams recognise no second post, so one must look first.</summary>
public sealed class LostAnswerTests
{
    [Fact]
    public async Task A_Post_Whose_Answer_Was_Lost_Is_Looked_For_And_Not_Posted_Twice()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.Behave = call => Task.FromResult(call.Kind == "post" ? FakeFault.AnswerLost : null);
        long mention = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        await story.RestAsync();
        story.Wait(10);

        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).ShouldHaveSingleItem().Mention.ShouldBe(mention);
        story.Platform.Calls.Count(call => call.Kind == "post").ShouldBe(1);
    }

    /// <summary>
    /// A change in the moment between the lost answer and the look used to overtake it as a row of its own, which had never been tried
    /// and so posted without looking.
    /// </summary>
    [Fact]
    public async Task A_Change_Before_The_Look_Does_Not_Post_A_Second_Card()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.Behave = call => Task.FromResult(call.Kind == "post" && call.Address == FakePlatform.Triage ? FakeFault.AnswerLost : null);
        long mention = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        await story.RestAsync();

        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        await story.Until(() => story.Platform.In(FakePlatform.Desk).Count == 1, "the desk's card");
        story.Wait(10);

        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).ShouldHaveSingleItem().State.ShouldStartWith("On the customer service desk");
    }

    [Fact]
    public async Task A_Post_That_Was_Lost_Itself_Is_Posted_Again()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        int tries = 0;
        story.Platform.Behave = call => Task.FromResult(call.Kind == "post" && ++tries <= 2 ? FakeFault.Of(DeliveryOutcome.Ambiguous) : null);
        await story.SendAsync();

        await story.InTime(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        (await story.RestAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Post_That_Nobody_Can_Look_For_Is_Given_To_The_Operator_And_Settled_When_It_Is_Seen()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.CanFind = false;
        story.Platform.Behave = call => Task.FromResult(call.Kind == "post" && call.Address == FakePlatform.Triage ? FakeFault.AnswerLost : null);
        long mention = await story.SendAsync();
        await story.InTime(() => story.Platform.Calls.Count(call => call.Kind == "find") == 3, "three looks");
        (await story.RestAsync()).ShouldHaveSingleItem().State.ShouldBe("ambiguous");
        (await story.HealthAsync()).ShouldBe("Degraded");
        story.Wait(600);
        await story.RestAsync();
        story.Platform.Calls.Count.ShouldBe(4);

        story.Platform.CanFind = true;
        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Triage).ShouldHaveSingleItem().State.ShouldStartWith("On the customer service desk");
        (await story.HealthAsync()).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_Change_Whose_Answer_Is_Lost_Again_And_Again_Is_Repeated_Until_It_Is_Known()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long mention = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        int updates = 0;
        story.Platform.Behave = call => Task.FromResult(call.Kind == "update" && ++updates <= 6 ? FakeFault.Of(DeliveryOutcome.Ambiguous) : null);
        await story.PressAsync(OutboxStory.Olivia, mention, "no-response", ("reason", "spam"));

        await story.InTime(() => story.Platform.In(FakePlatform.Triage)[0].State.StartsWith("No response", StringComparison.Ordinal), "the decided card");
        (await story.RestAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Platform_That_Fails_With_An_Exception_Is_Asked_Again()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        int tries = 0;
        story.Platform.Behave = call => call.Kind == "post" && ++tries <= 3 ? throw new HttpRequestException("connection reset") : Task.FromResult<FakeFault?>(null);
        await story.SendAsync();

        await story.InTime(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        (await story.RestAsync()).ShouldBeEmpty();
        tries.ShouldBe(4);
    }

    /// <summary>The old desk's card was not yet known to be posted when the item went elsewhere, and so was never told.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Desk_Card_That_Was_On_Its_Way_When_The_Item_Was_Re_Routed_Says_So(bool answerLost)
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        long mention = await story.SendAsync();
        await story.Until(() => story.Platform.In(FakePlatform.Triage).Count == 1, "the card");
        var onItsWay = new TaskCompletionSource();
        story.Platform.Behave = async call =>
        {
            if (call.Kind != "post" || call.Address != FakePlatform.Desk)
            {
                return null;
            }

            await onItsWay.Task;
            return answerLost ? FakeFault.AnswerLost : null;
        };
        await story.PressAsync(OutboxStory.Olivia, mention, "customer-service");
        await story.Until(() => story.Platform.Calls.Any(call => call.Address == FakePlatform.Desk), "the desk's card to be on its way");
        await story.PressAsync(OutboxStory.Olivia, mention, "re-route", ("category", "public-reply"));
        onItsWay.SetResult();

        await story.InTime(() => story.Platform.In(FakePlatform.Desk) is [{ State: var state }] && state.StartsWith("Moved to public relations", StringComparison.Ordinal), "the old desk's card to say so");
        (await story.RestAsync()).ShouldBeEmpty();
        story.Platform.In(FakePlatform.Press).ShouldHaveSingleItem();
    }
}
