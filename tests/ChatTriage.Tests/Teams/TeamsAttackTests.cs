using System.Text.Json.Nodes;
using ChatTriage.Platforms;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Settings;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Teams;

/// <summary>What a hostile, slow or forgetful world does to the program in Teams, and what must not come of it.</summary>
public sealed class TeamsAttackTests
{
    /// <summary>Nobody at the other end even says no: then nothing was said, and a card is not in doubt.</summary>
    [Fact]
    [Trait("Kind", "Slow")]
    public async Task A_Teams_That_Cannot_Be_Connected_To_Leaves_No_Card_In_Doubt()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Megan, TeamsDriver.Triage, "add"))).Status.ShouldBe(200);
        stage.Wire.Dark["127.0.0.1"] = true;

        long mention = await stage.People.SendAsync();
        await TestApp.Eventually(async () => await stage.CountAsync("SELECT count(*) FROM outbox WHERE state = 'ready' AND attempts > 0") == 1, "a try");
        (await stage.CountAsync("SELECT max(doubts) FROM outbox")).ShouldBe(0);

        stage.Wire.Dark.Clear();
        await stage.EventuallyWithTimeAsync(() => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).Any(card => card.Mention == mention)), "the card");
        stage.App.Logs.Lines.ShouldNotContain(line => line.Text.Contains("once more", StringComparison.Ordinal));
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Teams delivers an event again, and late: what was over before the app was added is over.</summary>
    [Fact]
    public async Task A_Removal_That_Is_Told_Again_Or_Late_Does_Not_Silence_A_Channel()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        JsonObject removed = stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "remove"), member = stage.People.Membership(TeamsDriver.Patti, TeamsDriver.Triage, "membersRemoved");
        (await stage.People.DeliverAsync(removed)).Status.ShouldBe(200);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBeGreaterThan(0);
        await stage.People.InstallAsync(TeamsDriver.Patti, TeamsDriver.Triage);

        (await stage.People.DeliverAsync(removed.DeepClone().AsObject())).Status.ShouldBe(200);
        (await stage.People.DeliverAsync(member)).Status.ShouldBe(200);

        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBe(0);
        await stage.People.MentionWithCardAsync();

        // The next removal counts again.
        await stage.People.UninstallAsync(TeamsDriver.Patti, TeamsDriver.Triage);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBeGreaterThan(0);
    }

    /// <summary>With the card that began it a thread can be gone: that is the end of this card and not of the channel.</summary>
    [Fact]
    public async Task A_Thread_That_Is_Gone_Is_Not_The_Channel()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Update) { In = TeamsDriver.CustomerService, Status = 404, Code = "ConversationNotFound" });

        await stage.People.PressAsync(TeamsDriver.Adele, desk, "claim");

        TeamsCard anew = await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        anew.Message.Id.ShouldNotBe(desk.Message.Id);
        (await stage.CountAsync("SELECT count(*) FROM paused_channel")).ShouldBe(0);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>A yes without an id is a yes; the id is only needed for what is changed later.</summary>
    [Fact]
    public async Task A_Private_Word_That_Is_Taken_Without_An_Id_Is_Said_Once()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard claimed = await stage.People.ClaimedAsync(TeamsDriver.Adele);
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Private) { Status = 202, Raw = "", After = true, Times = 5 });

        await stage.People.PressAsync(TeamsDriver.Megan, await stage.People.CardSayingAsync(TeamsDriver.Triage, claimed.Mention, "Adele Vance is answering"), "re-route", ("category", "public-reply"));
        await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "Megan Bowen");
        await stage.PassAsync(TimeSpan.FromMinutes(6));
        await stage.SettleAsync();

        stage.People.Private(TeamsDriver.Adele).ShouldHaveSingleItem();
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Two minutes are enough for a sign, also when Teams is busy afterwards.</summary>
    [Fact]
    public async Task A_Lost_Answer_And_A_Busy_Teams_Are_Not_Waited_For_Twice()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Reset = true });
        stage.Connector.Fail(new TeamsFault(TeamsCallKind.Post) { Status = 503 });

        long mention = await stage.People.SendAsync();
        await stage.EventuallyWithTimeAsync(() => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).Any(card => card.Mention == mention)), "the card");

        DateTimeOffset[] tries = [.. stage.Connector.Calls(TeamsCallKind.Post).Select(call => call.At)];
        tries.Length.ShouldBe(3);
        (tries[2] - tries[1]).ShouldBeLessThan(TimeSpan.FromSeconds(90), "by the program's clock");
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>What was promised elsewhere is done although Teams answers nobody.</summary>
    [Fact]
    [Trait("Kind", "Slow")]
    public async Task A_Teams_That_Does_Not_Answer_Holds_Up_No_Other_Platform()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        foreach (TeamsCallKind kind in new[] { TeamsCallKind.Post, TeamsCallKind.Private, TeamsCallKind.OpenChat })
        {
            stage.Connector.Fail(new TeamsFault(kind) { Hang = true, Times = 1000 });
        }

        foreach (int _ in Enumerable.Range(0, 40))
        {
            await stage.People.WriteAsync(TeamsDriver.Adele, TeamsDriver.Group, "help");
        }

        var done = new TaskCompletionSource();
        stage.App.Services.GetRequiredService<LaterWork>().TryAdd(_ =>
        {
            done.SetResult();
            return Task.CompletedTask;
        }).ShouldBeTrue();
        await TestApp.Eventually(() => Task.FromResult(done.Task.IsCompleted), "what another platform was promised");
        stage.Connector.Mend();
    }

    /// <summary>Whoever has a client without universal actions can share as well.</summary>
    [Fact]
    public async Task An_Old_Client_Can_Share()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.People.MentionWithCardAsync();
        await stage.People.WriteAsync(TeamsDriver.Adele, TeamsDriver.Group, "mentions brightwater today");
        TeamsCard answer = TeamsCard.Of(await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "Brightwater today: 1 mention")).ShouldNotBeNull();
        JsonObject button = TeamsRules.Actions(answer.Card).First(action => (string?)action["verb"] == "share");

        JsonObject submit = stage.People.Activity("message", TeamsDriver.Adele, answer.Message.Room, thread: null);
        submit["replyToId"] = answer.Message.Id;
        submit["value"] = button["fallback"]!["data"]!.DeepClone();
        (await stage.People.DeliverAsync(submit)).Status.ShouldBe(200);

        await TestApp.Eventually(
            () => Task.FromResult(stage.Connector.Messages(TeamsDriver.Group).Any(message => TeamsCard.JsonOf(message.Activity).Contains("Brightwater today: 1 mention", StringComparison.Ordinal))), "the shared answer");
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Before a new version is started its store is not up to date, and looking must not fail by that.</summary>
    [Fact]
    public async Task A_Look_Before_The_First_Start_Of_A_Version_Says_What_It_Can()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.App.Database.WriteAsync(session => session.Connection.ExecuteAsync("ALTER TABLE teams_reference RENAME TO elsewhere"));

        IChatPlatform teams = stage.App.Services.GetServices<IChatPlatform>().Single(platform => platform.Name == "teams");
        IReadOnlyList<PlatformFinding> found = await teams.CheckAsync([], TestContext.Current.CancellationToken);

        found.Select(finding => finding.What).ShouldBe(["Teams: token", "Teams: channels"]);
    }

    /// <summary>Otherwise the one that is registered last would take the keys of the other away.</summary>
    [Fact]
    public void The_Keys_Of_Slack_And_Teams_Lie_In_One_Folder()
    {
        (string Key, string? Value)[] both =
        [
            ("Slack:BotToken", "xoxb-1"), ("Slack:SigningSecret", "geheim"), ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "geheim"), ("Slack:RedirectUrl", "https://bot.example.com/slack/oauth_redirect"),
            ("Slack:Workspaces:0", "T0123ABCD"),
            ("Teams:AppId", TeamsMint.AppId), ("Teams:TenantId", TeamsMint.Tenant), ("Teams:ClientSecret", TeamsMint.Secret), ("Triage:Owners:0", TeamsDriver.Megan.Address),
        ];

        Bound.Read([.. both, ("Slack:KeysFolder", "keys"), ("Teams:KeysFolder", "./keys")]).Teams.IsConnected().ShouldBeTrue();
        Should.Throw<ChatTriage.Settings.WrongSettingsException>(() => Bound.Read([.. both, ("Slack:KeysFolder", "keys")])).Message.ShouldContain("another folder than Slack:KeysFolder");
    }
}
