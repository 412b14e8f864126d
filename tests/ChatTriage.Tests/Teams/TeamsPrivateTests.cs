using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>Questions and private words: who asks gets the answer, nobody else reads it unless it is shared.</summary>
public sealed class TeamsPrivateTests
{
    [Theory]
    [InlineData("Never", TeamsDriver.Triage)]
    [InlineData("Never", TeamsDriver.Group)]
    [InlineData("Always", TeamsDriver.Triage)]
    [InlineData("Always", TeamsDriver.Group)]
    public async Task A_Question_In_A_Channel_Or_A_Group_Is_Answered_To_The_One_Who_Asks(string targeted, string room)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", targeted));
        await stage.People.MentionWithCardAsync();

        await stage.People.WriteAsync(TeamsDriver.Adele, room, "mentions brightwater today");
        TeamsMessage answer = await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "Brightwater today: 1 mention");

        (answer.To == TeamsDriver.Adele.Id).ShouldBe(targeted == "Always");
        (answer.Room.Id == room).ShouldBe(targeted == "Always");
        if (targeted == "Never")
        {
            // Whoever looks where it was asked is told.
            await TestApp.Eventually(() => Task.FromResult(stage.Connector.Messages(room).Any(message => message.Text == "The answer is in your chat with ChatTriage.")), "a pointer to the answer");
        }

        stage.Connector.Messages(room).Where(message => message.To is null && TeamsCard.JsonOf(message.Activity).Contains("Brightwater today", StringComparison.Ordinal)).ShouldBeEmpty();

        // Shared, it is there for everybody, once.
        TeamsCard card = TeamsCard.Of(answer).ShouldNotBeNull();
        (await stage.People.PressAsync(TeamsDriver.Adele, card, "share")).Said.ShouldNotBeNull().ShouldContain("sees it now");
        (await stage.People.PressAsync(TeamsDriver.Adele, card, "share")).Said.ShouldNotBeNull().ShouldContain("already");
        TeamsMessage[] shared = [.. stage.Connector.Messages(room).Where(message => message.To is null && TeamsCard.JsonOf(message.Activity).Contains("Brightwater today: 1 mention", StringComparison.Ordinal))];
        shared.ShouldHaveSingleItem();

        // Nobody else can have it shown there with her button.
        (await stage.People.PressAsync(TeamsDriver.Isaiah, card, "share")).Said.ShouldNotBeNull().ShouldContain("cannot be shared");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task In_The_Own_Chat_No_Name_Is_Needed_And_There_Is_Nobody_To_Share_With()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.People.MentionWithCardAsync();
        string chat = TeamsDouble.ChatWith(TeamsDriver.Adele);

        foreach ((string asked, string answered) in new[]
        {
            ("mentions brightwater today", "Brightwater today: 1 mention"), ("brightwater today", "Brightwater today: 1 mention"), ("MENTIONS  brightwatr today", "Brightwater"), ("help", "mentions"), ("mentions", "mentions"),
            ("status", "ChatTriage is"), ("open", "my brightwater filter leaks"), ("<b>open</b>", "mentions"), ("", "mentions"),
        })
        {
            TeamsMessage answer = await stage.People.AskAsync(TeamsDriver.Adele, chat, asked);
            answer.Room.Id.ShouldBe(chat);
            string words = TeamsCard.JsonOf(answer.Activity);
            words.ShouldContain(answered, Case.Insensitive, asked);
            words.ShouldNotContain("\"share\"", Case.Sensitive, asked);
        }

        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>A tenant that sends targeted messages has them; until one comes nobody knows.</summary>
    [Fact]
    public async Task A_Slash_Command_Is_Answered_Where_It_Was_Said_And_Proves_That_Teams_Can_Do_That()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();

        (await stage.People.DeliverAsync(stage.People.Slash(TeamsDriver.Adele, TeamsDriver.Group, "/mentions brightwater today"))).Status.ShouldBe(200);
        TeamsMessage answer = await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "Brightwater today: 1 mention");
        (answer.Room.Id, answer.To).ShouldBe((TeamsDriver.Group, TeamsDriver.Adele.Id));

        // From now on private words stand where they belong.
        await stage.People.PressAsync(TeamsDriver.Isaiah, desk, "history");
        TeamsMessage history = await stage.People.PrivateSayingAsync(TeamsDriver.Isaiah, "sent it to customer service");
        (history.Room.Id, history.To).ShouldBe((TeamsDriver.CustomerService, TeamsDriver.Isaiah.Id));
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task The_Same_Message_Delivered_Twice_Is_Answered_Once()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        JsonObject question = stage.People.Words(TeamsDriver.Adele, TeamsDouble.ChatWith(TeamsDriver.Adele), "help");

        (await Task.WhenAll(stage.People.DeliverAsync(question), stage.People.DeliverAsync(question.DeepClone().AsObject()))).ShouldAllBe(answer => answer.Status == 200);
        await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "mentions");
        (await stage.People.DeliverAsync(question.DeepClone().AsObject())).Status.ShouldBe(200);
        await stage.People.AskAsync(TeamsDriver.Isaiah, TeamsDouble.ChatWith(TeamsDriver.Isaiah), "help");

        stage.People.Private(TeamsDriver.Adele).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Never")]
    [InlineData("Always")]
    public async Task What_Is_Refused_Is_Said_To_Nobody_Else(string targeted)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", targeted));
        TeamsDriver people = stage.People;
        TeamsCard claimed = await people.ClaimedAsync(TeamsDriver.Adele);

        foreach (string verb in new[] { "release", "more-time", "hand-over" })
        {
            (await people.ToldAsync(TeamsDriver.Isaiah, claimed, verb, ("to", TeamsDriver.Megan.Address))).ShouldContain("Adele Vance", Case.Sensitive, verb);
        }

        (await people.ToldAsync(TeamsDriver.Adele, claimed, "hand-over", ("to", "teams:00000000-0000-0000-0000-00000000ffff"))).ShouldContain("not met this colleague");
        (await people.ToldAsync(TeamsDriver.Adele, claimed, "hand-over", ("to", "nobody"))).ShouldNotBeEmpty();
        (await people.CardAsync(TeamsDriver.CustomerService, claimed.Mention)).State.ShouldStartWith("Adele Vance is answering");
        stage.Connector.Messages(TeamsDriver.CustomerService).Where(message => message.To is null).ShouldAllBe(message => message.Card != null);
        people.Private(TeamsDriver.Megan).ShouldBeEmpty();
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Clients too old for universal actions send what a button carries as a message without words.</summary>
    [Fact]
    public async Task An_Old_Client_Can_Press_As_Well()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();
        JsonObject button = TeamsRules.Actions(desk.Card).First(action => (string?)action["verb"] == "claim");

        foreach (TeamsPerson person in new[] { TeamsDriver.Adele, TeamsDriver.Isaiah })
        {
            JsonObject submit = stage.People.Activity("message", person, desk.Message.Room, desk.Message.Thread);
            submit["replyToId"] = desk.Message.Id;
            submit["value"] = button["fallback"]!["data"]!.DeepClone();
            (await stage.People.DeliverAsync(submit)).Status.ShouldBe(200);
            await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering since");
        }

        await TestApp.Eventually(() => Task.FromResult(stage.People.Private(TeamsDriver.Isaiah).Any(message => TeamsCard.JsonOf(message.Activity).Contains("Adele Vance is answering since", StringComparison.Ordinal))), "a word to Isaiah");
        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'claim'")).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task The_Message_Extension_Lists_Items_And_Gives_A_Card_That_Only_Shows()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.People.RoutedAsync("brightwater <b>filter</b> [leaks](https://evil.example)");
        await stage.People.MentionWithCardAsync("brightwater is great");

        JsonObject all = Extension(await stage.People.SearchAsync(TeamsDriver.Adele, TeamsDriver.Group, "true", parameter: "initialRun"));
        all["attachments"]!.AsArray().Count.ShouldBe(2);
        JsonObject found = Extension(await stage.People.SearchAsync(TeamsDriver.Adele, TeamsDriver.Group, "filter leaks"));
        JsonNode item = found["attachments"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)item["preview"]!["content"]!["title"]!).ShouldNotContain("<b>");
        TeamsRules.Actions(item["content"]).ShouldAllBe(action => (string)action["type"]! == "Action.OpenUrl");
        TeamsCard.JsonOf(item["content"]!).ShouldContain("customer service", Case.Insensitive);

        ((string)Extension(await stage.People.SearchAsync(TeamsDriver.Adele, TeamsDriver.Group, "zanzibar"))["text"]!).ShouldContain("No mention");
        ((string)Extension(await stage.People.SearchAsync(TeamsDriver.Adele, TeamsDriver.Group, "%' OR 1=1 --"))["text"]!).ShouldContain("No mention");
        await stage.ShouldBeInOrderAsync();
    }

    private static JsonObject Extension(TeamsAnswer answer)
    {
        answer.Status.ShouldBe(200);
        return answer.Body.ShouldNotBeNull()["composeExtension"].ShouldNotBeNull().AsObject();
    }
}
