using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>The workspaces there are: the one of <c>Slack:BotToken</c>, and those that installed the app.</summary>
internal sealed partial class SlackWorkspaces(LiveSettings settings, SlackApi api, ILogger<SlackWorkspaces> logger)
{
    private SlackWorkspace? _home;

    /// <summary>All of them.</summary>
    public IReadOnlyList<SlackWorkspace> All => Home is { } home ? [home] : [];

    /// <summary>The workspace of the configured token; nothing where only installed ones are served.</summary>
    public SlackWorkspace? Home => _home ??= settings.Options.Slack.BotToken is { Length: > 0 } token
        ? new SlackWorkspace(SlackWorkspace.Home, _ => Task.FromResult(settings.Options.Slack.BotToken ?? token))
        : null;

    /// <summary>The workspace of a channel or person, and the id that Slack knows it by.</summary>
    public (SlackWorkspace? Workspace, string Id) Of(Address address)
    {
        int slash = address.Id.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (Home, address.Id) : (OfTeam(address.Id[..slash]), address.Id[(slash + 1)..]);
    }

    /// <summary>The first of several team ids, most telling first, that is one of ours.</summary>
    public SlackWorkspace? OfAny(IEnumerable<string?> teams) => teams.Select(OfTeam).FirstOrDefault(workspace => workspace is not null) ?? Home;

    /// <summary>Asks Slack who the token belongs to; whether that worked.</summary>
    public async Task<bool> IdentifyAsync(SlackWorkspace workspace, CancellationToken cancellation)
    {
        try
        {
            SlackAnswer answer = await api.CallAsync(workspace, "auth.test", [], cancellation);
            (workspace.TeamId, workspace.Name, workspace.BotUserId, workspace.EnterpriseId) = (answer.Text("team_id"), answer.Text("team"), answer.Text("user_id"), answer.Text("enterprise_id"));
            if (workspace.Trouble is not null)
            {
                workspace.Resume();
                LogBack(workspace.TeamId ?? workspace.Key);
            }

            return true;
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            LogUnknown(workspace.TeamId ?? workspace.Key, fault.Message);
            return false;
        }
    }

    private SlackWorkspace? OfTeam(string? team) => All.FirstOrDefault(workspace => team is not null && (workspace.Key == team || workspace.TeamId == team));

    [LoggerMessage(6011, LogLevel.Information, "Slack takes the token of workspace {Workspace} again")]
    private partial void LogBack(string workspace);

    [LoggerMessage(6012, LogLevel.Warning, "Slack does not say who the token of workspace {Workspace} belongs to: {Problem}")]
    private partial void LogUnknown(string workspace, string problem);
}
