namespace ChatTriage.Settings;

/// <summary>Section <c>Slack</c>. Slack is connected when a bot token is there, or a client id for workspaces that install the app themselves.</summary>
public sealed class SlackOptions
{
    /// <summary>Bot token (<c>xoxb-…</c>) of the workspace whose channels are written <c>slack:C0123</c>.</summary>
    public string? BotToken { get; set; }

    /// <summary>Signing secret of the app: proves that a request comes from Slack. Needed in mode <c>Http</c>.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>App-level token (<c>xapp-…</c>) with <c>connections:write</c>. Needed in mode <c>Socket</c>.</summary>
    public string? AppToken { get; set; }

    /// <summary><c>Http</c> (a public address) or <c>Socket</c> (nothing reachable from outside; not for apps of the Marketplace). Default Http.</summary>
    public SlackMode Mode { get; set; } = SlackMode.Http;

    /// <summary>Web sockets held at once in mode <c>Socket</c>; with two, one may be renewed while the other works. Default 2, at most 10.</summary>
    public int Connections { get; set; } = 2;

    /// <summary>Where the Web API is. Default Slack's own.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";

    /// <summary>Whether people of other companies in a shared channel may decide and claim. Default false: they may look.</summary>
    public bool AllowOutsiders { get; set; }

    /// <summary>Client id of the app, for installing it in several workspaces by <c>/slack/install</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret of the app.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where Slack sends a browser after an install: <c>https://…/slack/oauth_redirect</c>, exactly as in the app's settings.</summary>
    public string? RedirectUrl { get; set; }

    /// <summary>Ids of the workspaces (<c>T0123</c>) that may install the app: whoever installs it may ask about every brand.</summary>
    public string[] Workspaces { get; set; } = [];

    /// <summary>Folder of the keys that encrypt stored tokens; keep it apart from copies of the database. Default <c>data/keys</c>.</summary>
    public string KeysFolder { get; set; } = "data/keys";

    /// <summary>Whether anything of Slack is configured.</summary>
    public bool IsConnected() => !string.IsNullOrEmpty(BotToken) || !string.IsNullOrEmpty(ClientId);
}
