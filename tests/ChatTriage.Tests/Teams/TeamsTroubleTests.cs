using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>A channel, or all of Teams, takes nothing: what belongs there waits, the operator is told, and everything comes when it works again.</summary>
public sealed class TeamsTroubleTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(65);

    [Theory]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(403, "MessageWritesBlocked")]
    [InlineData(404, "ConversationNotFound")]
    public async Task A_Channel_That_Takes_Nothing_Is_Paused_And_Tried_Again_After_A_Minute(int status, string code)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Status = status, Code = code });

        long first = await stage.People.SendAsync();
        await PausedAsync(stage);
        long second = await stage.People.SendAsync("brightwater again");

        (await stage.HealthAsync()).ShouldBe("Degraded");
        (await AskAsync(stage, "mentions status")).ShouldContain(code);
        (await AskAsync(stage, "mentions open")).ShouldContain("brightwater again");
        stage.Connector.Calls(TeamsCallKind.Post).Count(call => call.Room == TeamsDriver.Triage).ShouldBe(1);

        await stage.PassAsync(LongEnough);
        TeamsCard card = await stage.People.CardAsync(TeamsDriver.Triage, first);
        await stage.People.CardAsync(TeamsDriver.Triage, second);
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        await stage.People.CardAsync(TeamsDriver.CustomerService, first);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Bot_That_Is_Removed_And_Added_Again_Goes_On_At_Once()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.People.UninstallAsync(TeamsDriver.Patti, TeamsDriver.Triage);
        stage.Connector.Mend();
        long mention = await stage.People.SendAsync();
        await PausedAsync(stage);
        await stage.PassAsync(LongEnough);
        stage.Connector.Calls(TeamsCallKind.Post).ShouldBeEmpty("a place that it was removed from is not knocked at");
        (await AskAsync(stage, "mentions status")).ShouldContain("removed");

        await stage.People.InstallAsync(TeamsDriver.Patti, TeamsDriver.Triage);
        await stage.People.CardAsync(TeamsDriver.Triage, mention);
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>The event of a team that loses the app comes from its first channel, and is about all of them.</summary>
    [Fact]
    public async Task A_Team_That_Loses_The_App_Pauses_All_Its_Channels_And_Nothing_Is_Lost()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();
        foreach (string room in new[] { TeamsDriver.Triage, TeamsDriver.CustomerService, TeamsDriver.PublicRelations })
        {
            stage.Connector.Room(room).HasBot = false;
        }

        await stage.People.UninstallAsync(TeamsDriver.Patti, TeamsDriver.Team);
        long second = await stage.People.SendAsync("brightwater again");
        await PausedAsync(stage);
        (await stage.HealthAsync()).ShouldBe("Degraded");

        foreach (string room in new[] { TeamsDriver.Triage, TeamsDriver.CustomerService, TeamsDriver.PublicRelations })
        {
            stage.Connector.Room(room).HasBot = true;
        }

        await stage.People.InstallAsync(TeamsDriver.Patti, TeamsDriver.Team);
        await stage.People.CardAsync(TeamsDriver.Triage, second);
        await stage.People.PressAsync(TeamsDriver.Adele, desk, "claim");
        await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Deleted_Channel_Does_Not_Hold_Up_The_Others_And_Comes_Back_Restored()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsDriver people = stage.People;
        stage.Connector.Room(TeamsDriver.PublicRelations).IsDeleted = true;
        (await people.DeliverAsync(people.ChannelEvent(TeamsDriver.Patti, TeamsDriver.PublicRelations, "channelDeleted"))).Status.ShouldBe(200);

        TeamsCard card = await people.MentionWithCardAsync();
        await people.PressAsync(TeamsDriver.Megan, card, "public-reply");
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM paused_channel") == 1, "the paused channel");
        TeamsCard desk = await people.RoutedAsync("brightwater again");
        await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        (await stage.HealthAsync()).ShouldBe("Degraded");

        stage.Connector.Room(TeamsDriver.PublicRelations).IsDeleted = false;
        (await people.DeliverAsync(people.ChannelEvent(TeamsDriver.Patti, TeamsDriver.PublicRelations, "channelRestored"))).Status.ShouldBe(200);
        await people.CardAsync(TeamsDriver.PublicRelations, card.Mention);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Secret_That_Is_Worth_Nothing_Pauses_Teams_Until_It_Is_Mended()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard card = await stage.People.MentionWithCardAsync();
        stage.Mint.Refusal = "AADSTS7000222: The provided client secret keys are expired.";
        stage.Mint.Revoke();

        // A click is still taken and done; its cards wait.
        (await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service")).Card.ShouldNotBeNull();
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Degraded", "health to say so");
        await stage.PassAsync(LongEnough);
        stage.Mint.TokensAsked.Count.ShouldBeLessThanOrEqualTo(10, "a login service that says no must not be hammered");
        stage.App.Logs.Lines.ShouldContain(line => line.Text.Contains("AADSTS7000222", StringComparison.Ordinal));

        stage.Mint.Refusal = null;
        await stage.EventuallyWithTimeAsync(async () => await stage.HealthAsync() == "Healthy");
        await stage.People.CardAsync(TeamsDriver.CustomerService, card.Mention);
        await stage.People.CardSayingAsync(TeamsDriver.Triage, card.Mention, "On the customer service desk");
        await stage.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Teams_That_Is_Away_Entirely_Is_Waited_For()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Status = 503, Times = 6 });
        long first = await stage.People.SendAsync("brightwater one");
        long second = await stage.People.SendAsync("brightwater two");

        await stage.EventuallyWithTimeAsync(() => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).Count >= 2));
        stage.People.Cards(TeamsDriver.Triage).Select(card => card.Mention).ShouldBe([first, second], ignoreOrder: true);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Login_Service_That_Is_Away_Is_Waited_For()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.App.DrainOutboxAsync();
        stage.Mint.Revoke();
        stage.Mint.IsAway = true;
        long mention = await stage.People.SendAsync();
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE attempts > 0") > 0, "a try");

        stage.Mint.IsAway = false;
        await stage.EventuallyWithTimeAsync(() => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).Any(card => card.Mention == mention)), "the card");
        await TestApp.Eventually(async () => await stage.HealthAsync() == "Healthy", "health to say so");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Private_Word_To_Somebody_Who_Blocked_The_Bot_Is_Given_Up_And_Closes_Nothing()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard claimed = await stage.People.ClaimedAsync(TeamsDriver.Adele);
        stage.Connector.Room(TeamsDouble.ChatWith(TeamsDriver.Adele)).IsBlocked = true;

        await stage.People.PressAsync(TeamsDriver.Megan, await stage.People.CardSayingAsync(TeamsDriver.Triage, claimed.Mention, "Adele Vance is answering"), "re-route", ("category", "public-reply"));
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE kind = 'notice' AND state = 'dead'") == 1, "the word to be given up");
        (await stage.CountAsync("SELECT count(*) FROM paused_channel")).ShouldBe(0);
        await stage.People.CardAsync(TeamsDriver.PublicRelations, claimed.Mention);
        stage.ShouldBeContent();
    }

    private static Task<bool> PausedAsync(TeamsStage stage) => TestApp.Eventually(
        async () => await stage.CountAsync($"SELECT count(*) FROM paused_channel WHERE address = 'teams:{TeamsDriver.Triage}'") == 1, "the channel to be paused");

    private static async Task<string> AskAsync(TeamsStage stage, string question)
    {
        JsonObject answer = (await stage.People.AskAsync(TeamsDriver.Patti, TeamsDouble.ChatWith(TeamsDriver.Patti), question)).Activity;
        return TeamsCard.JsonOf(answer);
    }
}
