using ChatTriage.Settings;

namespace ChatTriage.Tests.Settings;

/// <summary>A mistake in the settings of Slack is named before Slack is asked, without the tokens and secrets themselves.</summary>
public sealed class SlackSettingTests
{
    private static readonly (string Key, string? Value)[] Right =
    [
        ("Slack:BotToken", "xoxb-1"), ("Slack:SigningSecret", "geheim"), ("Slack:AppToken", "xapp-1"),
        ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "geheim"), ("Slack:RedirectUrl", "https://bot.example.com/slack/oauth_redirect"), ("Slack:Workspaces:0", "T0123ABCD"),
        ("Triage:Channels:0", "slack:C1"), ("Triage:Owners:0", "slack:U1"), ("Desks:CustomerService:Channels:0", "slack:C2"), ("Desks:PublicRelations:Channels:0", "slack:C3"),
    ];

    [Fact]
    public void Nothing_Of_Slack_Is_Right_As_Well() => Bound.Read().Slack.IsConnected().ShouldBeFalse();

    [Theory]
    [InlineData("Slack:Mode", "Http")]
    [InlineData("Slack:Mode", "socket")]
    [InlineData("Slack:BotToken", "xoxe.xoxb-1-abc")]
    [InlineData("Slack:BotToken", null)]
    [InlineData("Slack:ClientId", null)]
    [InlineData("Slack:ApiBaseUrl", "http://127.0.0.1:4000/api/")]
    [InlineData("Slack:ApiBaseUrl", "http://localhost/api/")]
    [InlineData("Slack:RedirectUrl", "http://127.0.0.1:5080/slack/oauth_redirect")]
    [InlineData("Slack:RedirectUrl", "https://example.com/behind/a/proxy/slack/oauth_redirect")]
    [InlineData("Slack:Workspaces:0", "E0123ABCD")]
    [InlineData("Slack:Connections", "10")]
    public void What_Slack_Allows_Is_Taken(string key, string? value) => Bound.Read([.. Right, (key, value)]).Slack.IsConnected().ShouldBeTrue();

    [Theory]
    [InlineData("Slack:BotToken", "geheim-1", "not a bot token, which begins with xoxb-")]
    [InlineData("Slack:BotToken", "xoxp-geheim", "not a bot token, which begins with xoxb-")]
    [InlineData("Slack:SigningSecret", "", "needed to prove that a request comes from Slack")]
    [InlineData("Slack:AppToken", "xoxb-geheim", "not an app-level token, which begins with xapp-")]
    [InlineData("Slack:Mode", "Pigeon", "neither Http nor Socket. Example: Socket")]
    [InlineData("Slack:Mode", "7", "neither Http nor Socket. Example: Socket")]
    [InlineData("Slack:Connections", "0", "not between 1 and 10")]
    [InlineData("Slack:Connections", "11", "not between 1 and 10")]
    [InlineData("Slack:ApiBaseUrl", "http://slack.example.com/api/", "not an address that begins with https:// and ends with /")]
    [InlineData("Slack:ApiBaseUrl", "https://slack.com/api", "not an address that begins with https:// and ends with /")]
    [InlineData("Slack:ApiBaseUrl", "https://slack.com/api/?x=/", "not an address that begins with https:// and ends with /")]
    [InlineData("Slack:ApiBaseUrl", "https://geheim@slack.com/api/", "not an address that begins with https:// and ends with /")]
    [InlineData("Slack:ApiBaseUrl", "slack.com", "not an address that begins with https:// and ends with /")]
    [InlineData("Slack:ClientSecret", "", "needed beside Slack:ClientId")]
    [InlineData("Slack:RedirectUrl", "", "needed beside Slack:ClientId")]
    [InlineData("Slack:RedirectUrl", "http://bot.example.com/slack/oauth_redirect", "begins with https://")]
    [InlineData("Slack:RedirectUrl", "https://bot.example.com/slack/oauth", "ends with /slack/oauth_redirect")]
    [InlineData("Slack:RedirectUrl", "https://bot.example.com/slack/oauth_redirect?a=1", "ends with /slack/oauth_redirect")]
    [InlineData("Slack:Workspaces:0", "", "no workspace is named that may install the app")]
    [InlineData("Slack:Workspaces:0", "acme.slack.com", "not the id of a workspace (T…) or of an Enterprise Grid (E…)")]
    public void Mistake_Is_Named_And_No_Secret_Is_Printed(string key, string value, string problem)
    {
        SettingFault fault = Faults([.. Right, (key, value)]).ShouldHaveSingleItem();

        fault.Key.ShouldBe(value.Length == 0 ? key.Replace(":0", "", StringComparison.Ordinal) : key);
        fault.ToString().ShouldContain(problem);
        fault.ToString().ShouldNotContain("geheim");
    }

    [Fact]
    public void Socket_Mode_Needs_An_App_Token_And_No_Signing_Secret()
    {
        Faults([.. Right, ("Slack:Mode", "Socket"), ("Slack:AppToken", null), ("Slack:SigningSecret", null)])
            .ShouldHaveSingleItem().ToString().ShouldStartWith("Slack:AppToken (Slack__AppToken): needed in mode Socket");
    }

    [Theory]
    [InlineData("Slack:SigningSecret", "geheim")]
    [InlineData("Slack:Mode", "Socket")]
    [InlineData("Slack:ClientSecret", "geheim")]
    public void Channels_Of_Slack_With_Half_Of_Its_Settings_Are_A_Mistake(string key, string value)
    {
        (string, string?)[] channels = [.. Right.Where(setting => !setting.Key.StartsWith("Slack:", StringComparison.Ordinal))];

        Faults([.. channels, (key, value)]).ShouldHaveSingleItem().ToString().ShouldStartWith("Slack:BotToken (Slack__BotToken): channels of Slack are named");
        Bound.Read(channels).Slack.IsConnected().ShouldBeFalse();
    }

    private static SettingFault[] Faults((string Key, string? Value)[] settings) => [.. Should.Throw<WrongSettingsException>(() => Bound.Read(settings)).Faults];
}
