namespace ChatTriage.Platforms.Slack;

/// <summary>Slack answered and said no.</summary>
/// <param name="method">The Web API method, such as <c>chat.postMessage</c>.</param>
/// <param name="error">Slack's word for it, such as <c>channel_not_found</c>.</param>
/// <param name="needed">The scope that is missing, when that is why.</param>
internal sealed class SlackApiException(string method, string error, string? needed = null)
    : Exception(needed is null ? $"{method}: {error}" : $"{method}: {error} ({needed})")
{
    /// <summary>Slack's word for it.</summary>
    public string Error => error;
}
