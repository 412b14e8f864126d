using System.Collections.Concurrent;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>The workspaces there are: the one of <c>Slack:BotToken</c>, and those that installed the app.</summary>
internal sealed partial class SlackWorkspaces(
    LiveSettings settings, SlackApi api, ILogger<SlackWorkspaces> logger, SlackInstalls? installs = null, SlackTokens? tokens = null)
{
    private readonly ConcurrentDictionary<string, SlackWorkspace> _made = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<SlackWorkspace> _installed = [];
    private SlackWorkspace? _home;

    /// <summary>All of them, that of <c>Slack:BotToken</c> first.</summary>
    public IReadOnlyList<SlackWorkspace> All => Home is { } home ? [home, .. _installed] : _installed;

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

    /// <summary>
    /// The first of several team ids, most telling first, that is one of ours. Where others may install the app, an unknown one is not taken for
    /// that of <c>Slack:BotToken</c>.
    /// </summary>
    public SlackWorkspace? OfAny(IEnumerable<string?> teams) =>
        teams.Select(OfTeam).FirstOrDefault(workspace => workspace is not null) ?? (installs is null || Home?.TeamId is null ? Home : null);

    /// <summary>Reads which workspaces have installed the app; one that is no longer in <c>Slack:Workspaces</c> is not served any more.</summary>
    /// <exception cref="Storage.DatabaseUnavailableException">The store cannot be read; the list stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (installs is not null)
        {
            IReadOnlyList<SlackInstall> rows = await installs.AllAsync(cancellation);
            _installed = [.. rows.Where(row => settings.Options.Slack.Workspaces.Contains(row.Id, StringComparer.Ordinal)).Select(Served)];
        }
    }

    /// <summary>Somebody threw the app out, or took its token away.</summary>
    public async Task EndAsync(SlackWorkspace workspace, string why)
    {
        workspace.EndWith(why);
        if (installs is not null && !workspace.IsHome)
        {
            await installs.EndAsync(workspace.Key, why);
        }
    }

    /// <summary>Asks Slack who the token belongs to; whether that worked.</summary>
    public async Task<bool> IdentifyAsync(SlackWorkspace workspace, CancellationToken cancellation)
    {
        try
        {
            SlackAnswer answer = await api.CallAsync(workspace, "auth.test", [], cancellation);
            (workspace.Name, workspace.BotUserId, workspace.EnterpriseId) = (answer.Text("team"), answer.Text("user_id"), answer.Text("enterprise_id"));
            workspace.TeamId = workspace.IsHome ? answer.Text("team_id") : workspace.Key;
            if (workspace.Trouble is not null)
            {
                await (installs is null || workspace.IsHome ? Task.CompletedTask : installs.EndAsync(workspace.Key, why: null));
                workspace.Resume();
                LogBack(workspace.TeamId ?? workspace.Key);
            }

            return true;
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException or Storage.DatabaseUnavailableException)
        {
            LogUnknown(workspace.TeamId ?? workspace.Key, fault.Message);
            return false;
        }
    }

    private SlackWorkspace Served(SlackInstall row)
    {
        SlackWorkspace workspace = _made.GetOrAdd(
            row.Id,
            id => new SlackWorkspace(id, cancellation => tokens!.TokenAsync(id, cancellation), (worthless, mayRenew, cancellation) => tokens!.AnotherAsync(id, worthless, mayRenew, cancellation)));
        tokens!.Note(row);
        (workspace.Name, workspace.BotUserId, workspace.EnterpriseId) = (row.Name, row.BotUserId, row.EnterpriseId);
        if ((row.Ended ?? (row.Token is null ? SlackTokens.Unreadable : null)) is { } trouble)
        {
            workspace.EndWith(trouble);
        }
        else if (workspace.InstallVersion != row.Version)
        {
            workspace.Resume();
        }

        workspace.InstallVersion = row.Version;
        return workspace;
    }

    private SlackWorkspace? OfTeam(string? team) => All.FirstOrDefault(workspace => team is not null && (workspace.Key == team || workspace.TeamId == team));

    [LoggerMessage(6011, LogLevel.Information, "Slack takes the token of workspace {Workspace} again")]
    private partial void LogBack(string workspace);

    [LoggerMessage(6012, LogLevel.Warning, "Slack does not say who the token of workspace {Workspace} belongs to: {Problem}")]
    private partial void LogUnknown(string workspace, string problem);
}
