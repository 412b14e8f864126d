using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Settings;

namespace ChatTriage.Tests.Teams;

/// <summary>What a hostile, slow or forgetful world does to the program in Teams, and what must not come of it.</summary>
public sealed class TeamsAttackTests
{
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
