using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Platforms.Slack;
using ChatTriage.Tests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Slack;

/// <summary>The app that Slack makes from the manifest is the one this program plays.</summary>
public sealed class ManifestTests : IDisposable
{
    private const string Example = "https://bot.example.com";
    private readonly ScratchFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("manifest.socket.json")]
    public async Task Manifest_Is_Valid_By_The_Official_Schema(string file)
    {
        string copy = await SlackBoxCopy.FolderAsync();
        (int exitCode, string output) = await NodeScript.RunAsync(Path.Combine(copy, "schemas", "validate-manifest.mjs"), Repository.At("manifests", "slack", file));

        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{file}: official ok");
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("manifest.socket.json")]
    public void Scopes_Are_Exactly_Those_That_Are_Used(string file)
    {
        JsonNode scopes = Read(file)["oauth_config"]!["scopes"]!;

        Texts(scopes["bot"]!).ShouldBe(SlackCheck.NeededScopes);
        Texts(scopes["bot_optional"]!).ShouldBe(["channels:history", "chat:write.public", "groups:history"]);
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("manifest.socket.json")]
    public void Events_Are_Those_That_Are_Handled(string file)
    {
        string handled = Repository.Sources["Platforms/Slack/SlackEvents.cs"];
        string[] events = Texts(Read(file)["settings"]!["event_subscriptions"]!["bot_events"]!);

        events.ShouldBe(Regex.Matches(handled, "^        (?:\"([a-z_]+)\" (?:when|=>))", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Read(file)["settings"]!["interactivity"]!["is_enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Addresses_Are_Those_At_Which_The_Program_Listens()
    {
        JsonNode manifest = Read("manifest.json");
        string[] posts = [(string)manifest["features"]!["slash_commands"]![0]!["url"]!, (string)manifest["settings"]!["event_subscriptions"]!["request_url"]!, (string)manifest["settings"]!["interactivity"]!["request_url"]!];
        await using TestApp app = await TestApp.StartAsync([.. InstallStage.Settings("http://127.0.0.1:9/api/", "secret", _folder.Path)]);
        string[] routes = [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => Example + endpoint.RoutePattern.RawText).Where(route => route.Contains("/slack/", StringComparison.Ordinal))];

        posts.Concat(Texts(manifest["oauth_config"]!["redirect_urls"]!)).Append($"{Example}/slack/install").ShouldBe(routes, ignoreOrder: true);
    }

    [Fact]
    public void With_Socket_Mode_There_Is_No_Address_And_Otherwise_The_Same_App()
    {
        JsonNode http = Read("manifest.json"), socket = Read("manifest.socket.json");
        socket.ToJsonString().ShouldNotContain("http");
        (socket["settings"]!["socket_mode_enabled"]!.GetValue<bool>(), http["settings"]!["socket_mode_enabled"]!.GetValue<bool>()).ShouldBe((true, false));

        http["features"]!["slash_commands"]![0]!.AsObject().Remove("url");
        http["settings"]!["event_subscriptions"]!.AsObject().Remove("request_url");
        http["settings"]!["interactivity"]!.AsObject().Remove("request_url");
        http["oauth_config"]!.AsObject().Remove("redirect_urls");
        http["settings"]!["socket_mode_enabled"] = true;
        JsonNode.DeepEquals(http, socket).ShouldBeTrue();
    }

    [Fact]
    public void People_See_The_Command_And_The_Home_Tab_And_Cannot_Write_Where_Nobody_Reads()
    {
        JsonNode features = Read("manifest.json")["features"]!;
        JsonNode command = features["slash_commands"]!.AsArray().ShouldHaveSingleItem()!;

        ((string?)command["command"], (bool?)command["should_escape"]).ShouldBe(("/mentions", true));
        (features["app_home"]!["home_tab_enabled"]!.GetValue<bool>(), features["app_home"]!["messages_tab_enabled"]!.GetValue<bool>(), features["app_home"]!["messages_tab_read_only_enabled"]!.GetValue<bool>())
            .ShouldBe((true, true, true));
    }

    [Fact]
    public async Task Command_Prints_The_Manifest_And_Nothing_Else()
    {
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["manifest", "slack", "--url", "https://triage.acme.test/bot/"]);

        exitCode.ShouldBe(0);
        JsonNode manifest = JsonNode.Parse(output)!;
        output.ShouldNotContain("bot.example.com");
        ((string?)manifest["settings"]!["event_subscriptions"]!["request_url"]).ShouldBe("https://triage.acme.test/bot/slack/events");
        FromLink(errors.Trim().Split('\n')[^1]).ToJsonString().ShouldBe(manifest.ToJsonString());
    }

    [Fact]
    public async Task Command_For_Socket_Mode_Gives_Its_Own_Manifest_Or_The_Link_Alone()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["manifest", "slack", "--socket"]);
        (int linkExitCode, string link, string linkErrors) = await ServiceProcess.RunAsync(_folder.Path, ["manifest", "slack", "--socket", "--link"]);

        (exitCode, linkExitCode, linkErrors).ShouldBe((0, 0, ""));
        JsonNode.DeepEquals(JsonNode.Parse(output), Read("manifest.socket.json")).ShouldBeTrue();
        JsonNode.DeepEquals(FromLink(link.Trim()), Read("manifest.socket.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Command_Without_An_Address_Says_That_It_Is_An_Example()
    {
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["manifest", "slack"], ("Triage:BackupAfter", "wrong settings do not matter here"));

        exitCode.ShouldBe(0);
        JsonNode.DeepEquals(JsonNode.Parse(output), Read("manifest.json")).ShouldBeTrue();
        errors.ShouldContain("only an example");
    }

    [Theory]
    [InlineData("--url: an address that begins with https://", "--url", "http://bot.example.com")]
    [InlineData("--url: an address that begins with https://", "--url", "bot.example.com")]
    [InlineData("--url: an address that begins with https://", "--url", "https://bot.example.com/?a=1")]
    [InlineData("--url: an address that begins with https://", "--url", "https://bot.example.com/\",\"x\":\"")]
    [InlineData("leave one of them out", "--url", "https://bot.example.com", "--socket")]
    public async Task Wrong_Address_Is_Named(string problem, params string[] arguments)
    {
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["manifest", "slack", .. arguments]);

        (exitCode, output).ShouldBe((1, ""));
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(problem);
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Repository.At("manifests", "slack", file)))!;

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(text => (string)text!)];

    private static JsonNode FromLink(string link)
    {
        const string Start = "https://api.slack.com/apps?new_app=1&manifest_json=";
        link.ShouldStartWith(Start);
        return JsonNode.Parse(Uri.UnescapeDataString(link[Start.Length..]))!;
    }
}
