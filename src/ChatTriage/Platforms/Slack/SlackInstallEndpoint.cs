using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// <c>GET /slack/install</c> sends a browser to Slack, <c>GET /slack/oauth_redirect</c> takes it back with a code. Only workspaces in
/// <c>Slack:Workspaces</c> are connected: an install lets everybody there ask about every brand.
/// </summary>
internal sealed partial class SlackInstallEndpoint(
    SlackApi api, SlackInstalls installs, SlackWorkspaces workspaces, SlackInstallState states, SeenDeliveries seen, LiveSettings settings, TimeProvider clock, ILogger<SlackInstallEndpoint> logger)
{
    private const string Failed = "Not installed";

    /// <summary>Begins an install.</summary>
    public IResult Begin(HttpContext context)
    {
        SlackOptions slack = settings.Options.Slack;
        KeyValuePair<string, string?>[] asked =
        [
            new("client_id", slack.ClientId), new("scope", string.Join(',', SlackCheck.NeededScopes)), new("redirect_uri", slack.RedirectUrl), new("state", states.Begin(context)),
        ];
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(new Uri(new Uri(slack.ApiBaseUrl), $"../oauth/v2/authorize{QueryString.Create(asked)}").AbsoluteUri);
    }

    /// <summary>Ends it.</summary>
    public async Task<IResult> EndAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        string? state = query["state"];
        bool isOurs = states.Take(context, state);
        try
        {
            if (!isOurs || !await seen.IsFirstAsync($"install:{state}", context.RequestAborted))
            {
                return SlackPage.Of(
                    context, StatusCodes.Status400BadRequest, Failed, "This was not begun in this browser within the last ten minutes, or it was ended before.", $"Please begin again at {StartUrl()}.");
            }

            if (query["error"].Count > 0 || query["code"].ToString() is not { Length: > 0 } code)
            {
                return SlackPage.Of(context, StatusCodes.Status200OK, Failed, "Slack did not allow it, or you chose not to. Nothing was changed.", $"You can begin again at {StartUrl()}.");
            }

            return await ExchangeAsync(context, code);
        }
        catch (DatabaseUnavailableException)
        {
            return SlackPage.Of(context, StatusCodes.Status503ServiceUnavailable, Failed, "ChatTriage cannot reach its store just now.", $"Please begin again at {StartUrl()} in a moment.");
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            LogNotExchanged(fault.Message);
            return SlackPage.Of(
                context, StatusCodes.Status502BadGateway, Failed, "Slack did not complete the install. Whoever runs ChatTriage finds the reason in its log.", $"You can begin again at {StartUrl()}.");
        }
    }

    private async Task<IResult> ExchangeAsync(HttpContext context, string code)
    {
        SlackOptions slack = settings.Options.Slack;

        // Not ended by a browser that goes away: the code works once.
        SlackAnswer answer = await api.CallAsync(
            "oauth.v2.access", token: null, [("client_id", slack.ClientId), ("client_secret", slack.ClientSecret), ("code", code), ("redirect_uri", slack.RedirectUrl)], CancellationToken.None);
        SlackInstall? install = Read(answer);
        if (install is null)
        {
            throw new SlackApiException("oauth.v2.access", "the answer names no workspace or has no bot token");
        }

        if (workspaces.Home?.TeamId == install.Id)
        {
            // Its token may be the very one of Slack:BotToken, so that it is not revoked.
            return SlackPage.Of(context, StatusCodes.Status200OK, "Connected already", "This workspace is connected by the bot token in the settings; nothing was changed.");
        }

        if (!slack.Workspaces.Contains(install.Id, StringComparer.Ordinal))
        {
            await RevokeAsync(install);
            return SlackPage.Of(
                context, StatusCodes.Status403Forbidden, Failed, $"The workspace {install.Name} ({install.Id}) is not one of those that this ChatTriage serves. What Slack had granted was given back.",
                "Whoever runs ChatTriage can add the id to Slack:Workspaces; then install again.");
        }

        await installs.SaveAsync(install, answer.Body.Member("authed_user").Text("id"));
        await workspaces.RefreshAsync(CancellationToken.None);
        LogInstalled(install.Id);
        return SlackPage.Of(
            context, StatusCodes.Status200OK, "Installed", $"ChatTriage is installed in {install.Name} ({install.Id}).", "Invite it to its channels there: /invite @ChatTriage",
            $"In the settings they are written slack:{install.Id}/C0123ABC.");
    }

    private SlackInstall? Read(SlackAnswer answer)
    {
        System.Text.Json.JsonElement team = answer.Body.Member("team"), enterprise = answer.Body.Member("enterprise");
        System.Text.Json.JsonElement place = answer.Body.IsTrue("is_enterprise_install") || team.Text("id") is null ? enterprise : team;
        return place.Text("id") is { } id && answer.Text("token_type") == "bot"
            ? new SlackInstall(id, place.Text("name"), enterprise.Text("id"), answer.Text("bot_user_id"), Token: null, RefreshToken: null, ExpiresAt: null, RenewAt: null).With(answer, clock.GetUtcNow())
            : null;
    }

    private async Task RevokeAsync(SlackInstall install)
    {
        LogForeign(install.Id);
        try
        {
            await api.CallAsync("auth.revoke", install.Token, [], CancellationToken.None);
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            LogNotRevoked(install.Id, fault.Message);
        }
    }

    private string StartUrl() => new Uri(new Uri(settings.Options.Slack.RedirectUrl!), "install").AbsoluteUri;

    [LoggerMessage(6121, LogLevel.Information, "Workspace {Workspace} has installed the app")]
    private partial void LogInstalled(string workspace);

    [LoggerMessage(6122, LogLevel.Warning, "Workspace {Workspace} tried to install the app and is not in Slack:Workspaces")]
    private partial void LogForeign(string workspace);

    [LoggerMessage(6123, LogLevel.Warning, "The token of workspace {Workspace}, which may not install the app, could not be given back: {Problem}")]
    private partial void LogNotRevoked(string workspace, string problem);

    [LoggerMessage(6124, LogLevel.Error, "An install could not be completed: {Problem}")]
    private partial void LogNotExchanged(string problem);
}
