using System.Text;
using ChatTriage.Platforms.Slack;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Slack;

/// <summary>Tokens that end after twelve hours: a refresh token works once, however many processes there are.</summary>
public sealed class TokenRotationTests
{
    private static readonly TimeSpan NearTheEnd = TimeSpan.FromHours(11.75);

    [Fact]
    public async Task Two_Processes_Renew_A_Token_Once()
    {
        await using InstallStage stage = await InstallStage.StartAsync(rotation: true);
        TestApp other = await stage.StartAnotherAsync();
        await stage.InstallAsync();
        ((RunningClock)other.Clock).Shift(TimeSpan.FromSeconds(11));
        await TestApp.Eventually(async () => InstallStage.Workspace(other) is not null, "the other process to notice the install");
        string before = await TokenAsync(stage.App);
        (await stage.RenewalsAsync()).ShouldBe(0);

        foreach (TestApp app in new[] { stage.App, other })
        {
            ((RunningClock)app.Clock).Shift(NearTheEnd);
        }

        await TestApp.Eventually(async () => await TokenAsync(stage.App) != before && await TokenAsync(other) != before, "a new token in both");
        (await TokenAsync(other)).ShouldBe(await TokenAsync(stage.App));
        (await stage.RenewalsAsync()).ShouldBe(1);
        (InstallStage.Workspace(stage.App)!.Trouble, InstallStage.Workspace(other)!.Trouble).ShouldBe((null, null));
    }

    [Fact]
    public async Task Expired_Token_Is_Renewed_Once_By_Whoever_Meets_It()
    {
        await using InstallStage stage = await InstallStage.StartAsync(rotation: true);
        await stage.InstallAsync();
        TestApp other = await stage.StartAnotherAsync();
        await stage.Box.TokenAsync(new { expiresAt = 1 }, await TokenAsync(stage.App));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => CallAsync(i % 2 == 0 ? stage.App : other)));

        (await stage.RenewalsAsync()).ShouldBe(1);
        (await stage.Box.FindingsAsync()).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_Token_That_Is_Worth_Nothing_Is_Said_And_A_New_Install_Mends_It()
    {
        await using InstallStage stage = await InstallStage.StartAsync(rotation: true);
        await stage.InstallAsync();
        await stage.Box.TokenAsync(new { expiresAt = 1 }, await TokenAsync(stage.App));
        await stage.Box.FaultAsync(new { match = "oauth.v2.access", error = "invalid_refresh_token", undocumented = true });

        await Should.ThrowAsync<SlackApiException>(() => CallAsync(stage.App));
        stage.App.Logs.Lines.ShouldContain(line => line.Text.Contains("could not be renewed: oauth.v2.access: invalid_refresh_token", StringComparison.Ordinal));

        await stage.InstallAsync();
        await CallAsync(stage.App);
        stage.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task Renewal_That_Fails_Early_Leaves_The_Token_That_Still_Works()
    {
        await using InstallStage stage = await InstallStage.StartAsync(rotation: true);
        await stage.InstallAsync();
        string before = await TokenAsync(stage.App);
        await stage.Box.FaultAsync(new { match = "oauth.v2.access", status = 503, times = 1 });

        ((RunningClock)stage.App.Clock).Shift(NearTheEnd);
        (await TokenAsync(stage.App)).ShouldBe(before);
        await CallAsync(stage.App);

        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromSeconds(40));
        await TestApp.Eventually(async () => await TokenAsync(stage.App) != before, "the second try");
        stage.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task Process_That_Died_While_It_Renewed_Holds_The_Others_Up_For_Half_A_Minute()
    {
        await using InstallStage stage = await InstallStage.StartAsync(rotation: true);
        await stage.InstallAsync();
        SlackInstalls installs = stage.App.Services.GetRequiredService<SlackInstalls>();
        (await installs.TryTakeRenewalAsync((await installs.FindAsync(InstallStage.Team, CancellationToken.None))!, CancellationToken.None)).ShouldBeTrue();
        await stage.Box.TokenAsync(new { expiresAt = 1 }, await TokenAsync(stage.App));

        await Should.ThrowAsync<SlackUnreachableException>(() => CallAsync(stage.App));
        (await stage.RenewalsAsync()).ShouldBe(0);
        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromSeconds(31));
        await CallAsync(stage.App);
        (await stage.RenewalsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_Cannot_Be_Read_In_The_Database_Nor_With_Other_Keys()
    {
        await using InstallStage stage = await InstallStage.StartAsync(rotation: true);
        await stage.InstallAsync();
        string token = await TokenAsync(stage.App);
        token.ShouldStartWith("xoxe.xoxb-");

        foreach (string file in Directory.EnumerateFiles(stage.Folder, "chattriage.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            bytes.AsSpan().IndexOf("xoxe"u8).ShouldBe(-1);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)).ShouldBe(-1);
        }

        TestApp elsewhere = await stage.StartAnotherAsync(("Slack:KeysFolder", Path.Combine(stage.Folder, "other-keys")));
        InstallStage.Workspace(elsewhere)!.Trouble.ShouldBe("its stored token cannot be read with the keys in Slack:KeysFolder; install the app again");
        stage.App.Logs.Lines.ShouldNotContain(line => line.Text.Contains("xoxe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_Online_Asks_Each_Installed_Workspace()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        (string Key, string Value)[] settings =
        [
            .. InstallStage.Settings(stage.Box.ApiBaseUrl, stage.Box.SigningSecret, stage.Folder).Select(setting => (setting.Key, setting.Value!)),
        ];

        (int before, string missing, _) = await ServiceProcess.RunAsync(stage.Folder, ["check", "--online", "--json"], settings);
        await stage.InstallAsync();
        (int after, string well, _) = await ServiceProcess.RunAsync(stage.Folder, ["check", "--online", "--json"], settings);

        before.ShouldBe(1);
        missing.ShouldContain("no workspace has installed the app yet; open http://127.0.0.1:5080/slack/install in a browser");
        after.ShouldBe(0, well);
        well.ShouldContain("Acme (T0ACME0001)");
        well.ShouldContain($"slack:{InstallStage.Team}/C0TRIAGE01");
    }

    private static Task<string> TokenAsync(TestApp app) => app.Services.GetRequiredService<SlackTokens>().TokenAsync(InstallStage.Team, CancellationToken.None);

    private static Task<SlackAnswer> CallAsync(TestApp app) => app.Services.GetRequiredService<SlackApi>().CallAsync(InstallStage.Workspace(app)!, "auth.test", [], CancellationToken.None);
}
