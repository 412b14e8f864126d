using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>Asks Slack whether everything would work: token, scopes, channels. Changes nothing.</summary>
internal sealed class SlackCheck(SlackApi api, SlackWorkspaces workspaces, LiveSettings settings)
{
    /// <summary>What the app needs to do all it promises.</summary>
    public static IReadOnlyList<string> NeededScopes { get; } = ["app_mentions:read", "channels:read", "chat:write", "commands", "groups:read", "users:read"];

    /// <summary>Everything that was looked at.</summary>
    public async Task<IReadOnlyList<PlatformFinding>> RunAsync(IReadOnlyList<Address> channels, CancellationToken cancellation)
    {
        var findings = new List<PlatformFinding>();
        if (settings.Options.Slack.Mode == SlackMode.Socket)
        {
            findings.Add(await SocketAsync(cancellation));
        }

        try
        {
            await workspaces.RefreshAsync(cancellation);
        }
        catch (DatabaseUnavailableException fault)
        {
            findings.Add(new(IsWell: false, "slack", $"installed workspaces cannot be read: {fault.Message}"));
        }

        if (workspaces.All.Count == 0)
        {
            findings.Add(new(IsWell: false, "slack", $"no workspace has installed the app yet; open {settings.Options.Slack.RedirectUrl?.Replace("oauth_redirect", "install", StringComparison.Ordinal)} in a browser"));
        }

        foreach (SlackWorkspace workspace in workspaces.All)
        {
            findings.AddRange(await WorkspaceAsync(workspace, cancellation));
        }

        foreach (Address channel in channels)
        {
            findings.Add(await ChannelAsync(channel, cancellation));
        }

        return findings;
    }

    private async Task<PlatformFinding> SocketAsync(CancellationToken cancellation)
    {
        try
        {
            await api.CallAsync("apps.connections.open", settings.Options.Slack.AppToken, [], cancellation);
            return new(IsWell: true, "slack socket", "Slack gives an address for a web socket");
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            return new(IsWell: false, "slack socket", $"{fault.Message}; is Slack:AppToken an app-level token with connections:write, and is Socket Mode on in the app's settings?");
        }
    }

    private async Task<IEnumerable<PlatformFinding>> WorkspaceAsync(SlackWorkspace workspace, CancellationToken cancellation)
    {
        try
        {
            SlackAnswer answer = await api.CallAsync(workspace, "auth.test", [], cancellation);
            string[] missing = [.. NeededScopes.Except(answer.Scopes)];
            return
            [
                new(IsWell: true, "slack", $"the token belongs to {answer.Text("user")} in {answer.Text("team")} ({answer.Text("team_id")})"),
                missing.Length == 0
                    ? new(IsWell: true, "slack scopes", "all there")
                    : new(IsWell: false, "slack scopes", $"missing: {string.Join(", ", missing)}; add them under OAuth & Permissions and install the app again"),
            ];
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            return
            [
                new(IsWell: false, "slack", workspace.IsHome
                    ? $"{fault.Message}; is Slack:BotToken the app's Bot User OAuth Token?"
                    : $"{fault.Message} in {workspace.Name} ({workspace.Key}); install the app there again by /slack/install"),
            ];
        }
    }

    private async Task<PlatformFinding> ChannelAsync(Address channel, CancellationToken cancellation)
    {
        (SlackWorkspace? workspace, string id) = workspaces.Of(channel);
        if (workspace is null)
        {
            return new(IsWell: false, channel.ToString(), "its workspace has not installed the app");
        }

        try
        {
            System.Text.Json.JsonElement found = (await api.CallAsync(workspace, "conversations.info", [("channel", id)], cancellation)).Body.Member("channel");
            return found.IsTrue("is_archived") ? new(IsWell: false, channel.ToString(), $"#{found.Text("name")} is archived")
                : !found.IsTrue("is_member") ? new(IsWell: false, channel.ToString(), $"the bot is not in #{found.Text("name")}; say /invite @ChatTriage there")
                : new(IsWell: true, channel.ToString(), $"#{found.Text("name")}");
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            return new(IsWell: false, channel.ToString(), $"{fault.Message}; a private channel shows itself only to its members: say /invite @ChatTriage there");
        }
    }
}
