using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Slack;

/// <summary>Asks Slack whether everything would work: token, scopes, channels. Changes nothing.</summary>
internal sealed class SlackCheck(SlackApi api, SlackWorkspaces workspaces)
{
    /// <summary>What the app needs to do all it promises.</summary>
    public static IReadOnlyList<string> NeededScopes { get; } = ["app_mentions:read", "channels:read", "chat:write", "commands", "groups:read", "users:read"];

    /// <summary>Everything that was looked at.</summary>
    public async Task<IReadOnlyList<PlatformFinding>> RunAsync(IReadOnlyList<Address> channels, CancellationToken cancellation)
    {
        var findings = new List<PlatformFinding>();
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
            return [new(IsWell: false, "slack", $"{fault.Message}; is Slack:BotToken the app's Bot User OAuth Token?")];
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
