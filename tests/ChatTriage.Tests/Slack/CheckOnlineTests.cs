using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary><c>chattriage check --online</c> says what would not work in Slack, and how to mend it.</summary>
public sealed class CheckOnlineTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_Is_Well(bool socket)
    {
        await using SlackBox box = await BoxAsync(SlackDriver.Triage, SlackDriver.CustomerService, SlackDriver.PublicRelations);

        (int exitCode, IReadOnlyList<(string Result, string What, string Text)> findings) = await CheckAsync(box, [.. SlackStage.Settings(box, socket)]);

        exitCode.ShouldBe(0);
        findings.Where(finding => finding.What.StartsWith("slack", StringComparison.Ordinal)).Select(finding => $"{finding.Result} {finding.What}").ShouldBe(
        [
            .. socket ? new[] { "ok slack socket" } : [], "ok slack", "ok slack scopes", $"ok slack:{SlackDriver.CustomerService}", $"ok slack:{SlackDriver.PublicRelations}", $"ok slack:{SlackDriver.Triage}",
        ], ignoreOrder: true);
        findings.ShouldContain(finding => finding.Text.Contains("Acme (T0ACME0001)", StringComparison.Ordinal));
        await box.ShouldBeContentAsync();
    }

    [Fact]
    public async Task Without_The_Word_Nobody_Is_Asked()
    {
        await using SlackBox box = await BoxAsync();

        (int exitCode, _, _) = await ServiceProcess.RunAsync(_folder.Path, ["check", "--json"], [.. SlackStage.Settings(box).Where(setting => setting.Value is not null).Select(setting => (setting.Key, setting.Value!))]);

        exitCode.ShouldBe(0);
        (await box.CallsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Is_Missing_Is_Named_With_The_Way_To_Mend_It()
    {
        await using SlackBox box = await BoxAsync(SlackDriver.Triage);
        await box.TokenAsync(new { scopes = new[] { "app_mentions:read", "channels:read", "chat:write" } });
        await box.TokenAsync(new { revoked = true }, box.AppToken);

        (int exitCode, IReadOnlyList<(string Result, string What, string Text)> findings) = await CheckAsync(
            box, [.. SlackStage.Settings(box, socket: true).Where(setting => !setting.Key.StartsWith("Desks", StringComparison.Ordinal)), ("Desks:CustomerService:Channels:0", "slack:C0NOWHERE1"), ("Desks:PublicRelations:Channels:0", "slack:C0ARCHIVE1")]);

        exitCode.ShouldBe(1);
        Failed("slack socket").ShouldContain("token_revoked; is Slack:AppToken an app-level token with connections:write");
        Failed("slack scopes").ShouldBe("missing: commands, groups:read, users:read; add them under OAuth & Permissions and install the app again");
        Failed("slack:C0NOWHERE1").ShouldContain("channel_not_found; a private channel shows itself only to its members: say /invite @ChatTriage there");
        Failed("slack:C0ARCHIVE1").ShouldContain("#c0archive1 is archived");
        findings.ShouldContain(finding => finding.What == $"slack:{SlackDriver.Triage}" && finding.Result == "ok");

        string Failed(string what) => findings.Single(finding => finding.What == what && finding.Result == "fail").Text;
    }

    [Theory]
    [InlineData(true, "auth.test: token_revoked; is Slack:BotToken the app's Bot User OAuth Token?")]
    [InlineData(false, "auth.test: Slack cannot be reached")]
    public async Task Token_Or_Slack_That_Does_Not_Answer_Is_Named(bool isThere, string text)
    {
        SlackBox box = await BoxAsync();
        (string, string?)[] settings = [.. SlackStage.Settings(box)];
        await box.TokenAsync(new { revoked = true });
        if (!isThere)
        {
            await box.DisposeAsync();
        }

        (int exitCode, IReadOnlyList<(string Result, string What, string Text)> findings) = await CheckAsync(box, settings);

        exitCode.ShouldBe(1);
        findings.Single(finding => finding.What == "slack").Text.ShouldContain(text);
        if (isThere)
        {
            await box.DisposeAsync();
        }
    }

    [Fact]
    public async Task Bot_That_Was_Not_Invited_Is_Named_With_The_Channel()
    {
        await using SlackBox box = await BoxAsync();

        (_, IReadOnlyList<(string Result, string What, string Text)> findings) = await CheckAsync(
            box, [.. SlackStage.Settings(box).Where(setting => setting.Key != "Triage:Channels:0"), ("Triage:Channels:0", "slack:C0GENERAL1")]);

        findings.Single(finding => finding.What == "slack:C0GENERAL1").Text.ShouldBe("the bot is not in #c0general1; say /invite @ChatTriage there");
    }

    private static Task<SlackBox> BoxAsync(params string[] channels) => SlackBox.StartAsync(new
    {
        channels = channels.Select(id => new { id, name = id.ToLowerInvariant(), is_archived = false, members = new[] { SlackDriver.Alice, "U0TRIAGE01" } })
            .Append(new { id = "C0ARCHIVE1", name = "c0archive1", is_archived = true, members = new[] { SlackDriver.Alice, "U0TRIAGE01" } })
            .Append(new { id = "C0GENERAL1", name = "c0general1", is_archived = false, members = new[] { SlackDriver.Alice, SlackDriver.Bob } }),
    });

    private async Task<(int ExitCode, IReadOnlyList<(string Result, string What, string Text)> Findings)> CheckAsync(SlackBox box, (string Key, string? Value)[] settings)
    {
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(
            _folder.Path, ["check", "--online", "--json"], [.. settings.Where(setting => setting.Value is not null).Select(setting => (setting.Key, setting.Value!))]);

        foreach (string secret in new[] { box.BotToken, box.AppToken, box.SigningSecret })
        {
            (output + errors).ShouldNotContain(secret);
        }

        return (exitCode, [.. JsonNode.Parse(output)!.AsArray().Select(finding => ((string)finding!["result"]!, (string)finding["what"]!, (string)finding["text"]!))]);
    }
}
