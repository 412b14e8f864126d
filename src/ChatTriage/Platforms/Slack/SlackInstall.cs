namespace ChatTriage.Platforms.Slack;

/// <summary>A workspace that installed the app, with its tokens readable.</summary>
/// <param name="Id">The team (<c>T…</c>), or the Enterprise Grid (<c>E…</c>) of an install for all of its workspaces.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EnterpriseId">The Enterprise Grid it belongs to.</param>
/// <param name="BotUserId">The bot's own user id there.</param>
/// <param name="Token">The bot token; nothing when the keys it was encrypted with are gone.</param>
/// <param name="RefreshToken">Good for one renewal; nothing where tokens do not end.</param>
/// <param name="ExpiresAt">When the token ends.</param>
/// <param name="RenewAt">From when on it is renewed.</param>
/// <param name="Ended">Slack's word for why the install is worth nothing any more.</param>
/// <param name="Version">Raised by every change of the token.</param>
internal sealed record SlackInstall(
    string Id, string? Name, string? EnterpriseId, string? BotUserId, string? Token, string? RefreshToken, DateTimeOffset? ExpiresAt, DateTimeOffset? RenewAt, string? Ended = null, long Version = 1)
{
    /// <summary>A rotated token is renewed so long before its end, or in its last tenth when it is short.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(30);

    /// <summary>The same with the tokens of an answer of <c>oauth.v2.access</c>; nothing when it has none.</summary>
    public SlackInstall? With(SlackAnswer answer, DateTimeOffset now)
    {
        if (answer.Text("access_token") is not { } token)
        {
            return null;
        }

        TimeSpan? lasts = answer.Body.Member("expires_in") is { ValueKind: System.Text.Json.JsonValueKind.Number } seconds && seconds.TryGetInt64(out long count) && count > 0
            ? TimeSpan.FromSeconds(Math.Min(count, int.MaxValue))
            : null;
        return this with
        {
            Token = token,
            RefreshToken = answer.Text("refresh_token"),
            ExpiresAt = now + lasts,
            RenewAt = now + lasts - (lasts / 10 < Early ? lasts / 10 : Early),
            Ended = null,
        };
    }
}
