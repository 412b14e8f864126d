using System.Text.RegularExpressions;

namespace ChatTriage.Settings;

/// <summary>The rules of section <c>Slack</c>. Tokens and secrets themselves never stand in a fault, which ends up in logs.</summary>
internal static partial class SlackRules
{
    private const int MostConnections = 10;
    private const string RedirectPath = "/slack/oauth_redirect";
    private const string RedirectExample = "https://bot.example.com" + RedirectPath;

    /// <summary>All faults, in the order of the settings.</summary>
    public static IEnumerable<SettingFault> Faults(ChatTriageOptions options) =>
    [
        .. Connected(options),
        .. Tokens(options.Slack),
        .. Address(options.Slack.ApiBaseUrl),
        .. Install(options.Slack),
    ];

    private static IEnumerable<SettingFault> Connected(ChatTriageOptions options)
    {
        SlackOptions slack = options.Slack;
        bool anything = slack.Mode != SlackMode.Http || new[] { slack.SigningSecret, slack.AppToken, slack.ClientSecret, slack.RedirectUrl }.Any(value => !string.IsNullOrEmpty(value));
        if (anything && !slack.IsConnected() && options.AllChannels().Any(channel => channel.StartsWith("slack:", StringComparison.Ordinal)))
        {
            yield return new("Slack:BotToken", "channels of Slack are named and Slack is set up in part, but there is neither a bot token nor a client id", "xoxb-…");
        }
    }

    private static IEnumerable<SettingFault> Tokens(SlackOptions slack)
    {
        if (!string.IsNullOrEmpty(slack.BotToken) && !slack.BotToken.StartsWith("xoxb-", StringComparison.Ordinal) && !slack.BotToken.StartsWith("xoxe.xoxb-", StringComparison.Ordinal))
        {
            yield return new("Slack:BotToken", "not a bot token, which begins with xoxb-; it stands under OAuth & Permissions as Bot User OAuth Token", "xoxb-…");
        }

        if (slack.Mode == SlackMode.Http && slack.IsConnected() && string.IsNullOrWhiteSpace(slack.SigningSecret))
        {
            yield return new("Slack:SigningSecret", "needed to prove that a request comes from Slack; it stands under Basic Information", "32 hexadecimal digits, or Slack:Mode=Socket");
        }

        if (!string.IsNullOrEmpty(slack.AppToken) && !slack.AppToken.StartsWith("xapp-", StringComparison.Ordinal))
        {
            yield return new("Slack:AppToken", "not an app-level token, which begins with xapp-; it stands under Basic Information", "xapp-…");
        }
        else if (slack.Mode == SlackMode.Socket && slack.IsConnected() && string.IsNullOrEmpty(slack.AppToken))
        {
            yield return new("Slack:AppToken", "needed in mode Socket; made under Basic Information, App-Level Tokens, with connections:write", "xapp-…");
        }

        if (!Enum.IsDefined(slack.Mode))
        {
            yield return new("Slack:Mode", "neither Http nor Socket", "Socket");
        }

        if (slack.Connections is < 1 or > MostConnections)
        {
            yield return new("Slack:Connections", "not between 1 and 10, the most that Slack allows an app", "2");
        }
    }

    private static IEnumerable<SettingFault> Address(string url)
    {
        if (!IsSafe(url) || !new Uri(url).AbsolutePath.EndsWith('/') || new Uri(url) is not { Query: "", Fragment: "" })
        {
            yield return new("Slack:ApiBaseUrl", "not an address that begins with https:// and ends with /", "https://slack.com/api/");
        }
    }

    private static IEnumerable<SettingFault> Install(SlackOptions slack)
    {
        if (string.IsNullOrEmpty(slack.ClientId))
        {
            yield break;
        }

        if (string.IsNullOrEmpty(slack.ClientSecret))
        {
            yield return new("Slack:ClientSecret", "needed beside Slack:ClientId; it stands under Basic Information", "32 hexadecimal digits");
        }

        if (!IsSafe(slack.RedirectUrl) || !new Uri(slack.RedirectUrl!).AbsolutePath.EndsWith(RedirectPath, StringComparison.Ordinal) || new Uri(slack.RedirectUrl!) is not { Query: "", Fragment: "" })
        {
            yield return new("Slack:RedirectUrl", $"needed beside Slack:ClientId: an address that begins with https:// and ends with {RedirectPath}, exactly as in the app's settings", RedirectExample);
        }

        if (slack.Workspaces.Length == 0)
        {
            yield return new("Slack:Workspaces", "no workspace is named that may install the app; whoever installs it may ask about every brand", "T0123ABCD");
        }

        for (int i = 0; i < slack.Workspaces.Length; i++)
        {
            if (!WorkspaceId().IsMatch(slack.Workspaces[i]))
            {
                yield return new($"Slack:Workspaces:{i}", "not the id of a workspace (T…) or of an Enterprise Grid (E…)", "T0123ABCD");
            }
        }
    }

    /// <summary>https, or http to this machine alone: tokens travel there.</summary>
    private static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    [GeneratedRegex("^[TE][A-Z0-9]{2,30}$")]
    private static partial Regex WorkspaceId();
}
