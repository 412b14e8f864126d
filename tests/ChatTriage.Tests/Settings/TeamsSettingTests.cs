using ChatTriage.Settings;

namespace ChatTriage.Tests.Settings;

/// <summary>A mistake in the settings of Teams is named before Microsoft is asked, without the secrets themselves.</summary>
public sealed class TeamsSettingTests
{
    private const string SomeGuid = "0f1e2d3c-4b5a-4697-8877-665544332211";

    private static readonly (string Key, string? Value)[] Right =
    [
        ("Teams:AppId", SomeGuid), ("Teams:TenantId", SomeGuid), ("Teams:ClientSecret", "geheim"), ("Triage:Owners:0", $"teams:{SomeGuid}"),
        ("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"),
    ];

    [Fact]
    public void Nothing_Of_Teams_Is_Right_As_Well() => Bound.Read().Teams.IsConnected().ShouldBeFalse();

    [Fact]
    public void Channels_May_Be_Connected_Later_And_The_Playground_Is_Off()
    {
        ChatTriageOptions options = Bound.Read(Right);

        options.Triage.Channels.ShouldBeEmpty();
        options.Playground.Enabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Triage:Owners:0", "teams:29:1abc")]
    [InlineData("Operators:0", "teams:" + SomeGuid)]
    [InlineData("Teams:ServiceHosts:0", "smba.example.com")]
    [InlineData("Teams:TargetedMessages", "never")]
    public void What_Teams_Allows_Is_Taken(string key, string value) => Bound.Read([.. Right, (key, value)]).Teams.IsConnected().ShouldBeTrue();

    [Theory]
    [InlineData("Teams:AppId", "28:geheim", "not an app id")]
    [InlineData("Teams:TenantId", "contoso.com", "neither the id of a tenant nor botframework.com")]
    [InlineData("Teams:TenantId", "", "the tenant of the app")]
    [InlineData("Teams:ClientSecret", "", "needed to send anything")]
    [InlineData("Teams:ManagedIdentity", "true", "not two of them", "Teams:ClientSecret")]
    [InlineData("Teams:TenantId", "botframework.com", "the tenants that are served must be named", "Teams:Tenants")]
    [InlineData("Teams:Tenants:0", "contoso.com", "not the id of a tenant")]
    [InlineData("Teams:LoginUrl", "http://127.0.0.1/", "begins with https://")]
    [InlineData("Teams:MetadataUrl", "http://login.example.com/", "begins with https://")]
    [InlineData("Teams:Scope", "https://api.botframework.com", "does not end with /.default")]
    [InlineData("Teams:ServiceHosts:0", "https://smba.example.com/", "not the name of a host")]
    [InlineData("Teams:TargetedMessages", "Sometimes", "neither Auto nor Always nor Never")]
    [InlineData("Triage:Owners:0", "teams:ana@acme.example", "not the object id of a person")]
    [InlineData("Triage:Backups:0", "teams:0F1E2D3C-4B5A-4697-8877-665544332211", "in small letters")]
    [InlineData("Brands:0:Desks:PublicRelations:Responders:0", "teams:Ana", "not the object id of a person")]
    [InlineData("Operators:0", "ana", "not an address of the form platform:id")]
    public void Mistake_Is_Named_And_No_Secret_Is_Printed(string key, string value, string problem, string? named = null)
    {
        WrongSettingsException wrong = Should.Throw<WrongSettingsException>(() => Bound.Read([.. Right, (key, value)]));

        SettingFault fault = wrong.Faults.ShouldHaveSingleItem();
        fault.Key.ShouldBe(named ?? key);
        fault.ToString().ShouldContain(problem);
        fault.ToString().ShouldNotContain("geheim");
    }
}
