using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// A workspace this program works in. The one of <c>Slack:BotToken</c> is at home here: its channels and people are written
/// <c>slack:C0123</c>; those of a workspace that installed the app are <c>slack:T0123/C0123</c>.
/// </summary>
/// <param name="key">The team id where several are installed; <c>home</c> otherwise.</param>
/// <param name="token">Gives the bot token, renewed where that is needed.</param>
/// <param name="another">Gives another token in the place of one that Slack refused; nothing where there is only the one of the settings.</param>
internal sealed class SlackWorkspace(string key, Func<CancellationToken, Task<string>> token, Func<string, bool, CancellationToken, Task<string>>? another = null)
{
    /// <summary>Key of the workspace of <c>Slack:BotToken</c>, whose team id is only known once Slack has been asked.</summary>
    public const string Home = "home";

    private volatile string? _trouble;

    /// <summary>What its budgets and cached people are filed under.</summary>
    public string Key => key;

    /// <summary>Whether it is the one of <c>Slack:BotToken</c>.</summary>
    public bool IsHome => key == Home;

    /// <summary>Its id, such as <c>T0123</c>; nothing until Slack has been asked.</summary>
    public string? TeamId { get; set; } = key == Home ? null : key;

    /// <summary>The Enterprise Grid it belongs to.</summary>
    public string? EnterpriseId { get; set; }

    /// <summary>What people call it.</summary>
    public string? Name { get; set; }

    /// <summary>The bot's own user id there.</summary>
    public string? BotUserId { get; set; }

    /// <summary>Version of the stored install that was last looked at.</summary>
    public long InstallVersion { get; set; }

    /// <summary>Slack's word for why the token is worth nothing now; nothing while it works.</summary>
    public string? Trouble => _trouble;

    /// <summary>The token is worth nothing any more: nothing is sent until somebody has mended that.</summary>
    public void EndWith(string error) => _trouble = error;

    /// <summary>It works again.</summary>
    public void Resume() => _trouble = null;

    /// <summary>The bot token.</summary>
    public Task<string> TokenAsync(CancellationToken cancellation) => token(cancellation);

    /// <summary>A token in the place of one that Slack refused; that one again when there is no other.</summary>
    public Task<string> AnotherTokenAsync(string worthless, bool mayRenew, CancellationToken cancellation) => another?.Invoke(worthless, mayRenew, cancellation) ?? Task.FromResult(worthless);

    /// <summary>A channel or person of this workspace.</summary>
    public Address AddressOf(string id) => new("slack", IsHome ? id : $"{key}/{id}");

    /// <summary>A channel with other people in it; nothing for a chat with the bot alone.</summary>
    public Address? PlaceOf(string? channelId) => channelId is ['C' or 'G', ..] ? AddressOf(channelId) : null;
}
