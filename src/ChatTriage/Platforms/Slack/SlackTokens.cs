using System.Collections.Concurrent;
using System.Diagnostics;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// The tokens of installed workspaces, renewed before they end. A refresh token works once, so one process renews: the one that gets the row's
/// lease. The others go on with the present token, or wait for the new one in the row.
/// </summary>
internal sealed partial class SlackTokens(SlackApi api, SlackInstalls installs, LiveSettings settings, TimeProvider clock, ILogger<SlackTokens> logger) : IDisposable
{
    /// <summary>What an install is worth whose token cannot be decrypted.</summary>
    public const string Unreadable = "its stored token cannot be read with the keys in Slack:KeysFolder; install the app again";

    private const int StoreTries = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StorePause = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<string, SlackInstall> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>What the row says now; never goes back to an older version.</summary>
    public void Note(SlackInstall install) => _known.AddOrUpdate(install.Id, install, (_, known) => known.Version > install.Version ? known : install);

    /// <summary>The token to use now.</summary>
    public Task<string> TokenAsync(string id, CancellationToken cancellation) =>
        _known.TryGetValue(id, out SlackInstall? known) && known.Token is { } token && !IsDue(known) ? Task.FromResult(token) : AnotherAsync(id, worthless: null, mayRenew: true, cancellation);

    /// <summary>A token other than the one that Slack refused; that one again when there is no other.</summary>
    /// <param name="id">The workspace.</param>
    /// <param name="worthless">The token that was refused.</param>
    /// <param name="mayRenew">Whether it has only expired, so that renewing helps.</param>
    /// <param name="cancellation">Ends the wait, not a renewal that has begun.</param>
    public async Task<string> AnotherAsync(string id, string? worthless, bool mayRenew, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            for (long began = Stopwatch.GetTimestamp(); ;)
            {
                SlackInstall install = await installs.FindAsync(id, cancellation) ?? throw new SlackApiException("token", "app_uninstalled");
                Note(install);
                string token = install.Token ?? throw new SlackApiException("token", Unreadable);
                bool works = token != worthless && !(install.ExpiresAt <= clock.GetUtcNow());
                if ((works && !IsDue(install)) || !mayRenew || install.RefreshToken is null)
                {
                    return token;
                }

                if (await installs.TryTakeRenewalAsync(install, cancellation))
                {
                    return await RenewAsync(install, works);
                }

                if (works)
                {
                    return token;
                }

                if (Stopwatch.GetElapsedTime(began) > Patience)
                {
                    throw new SlackUnreachableException("oauth.v2.access", mayHaveHappened: false);
                }

                await Task.Delay(Look, cancellation);
            }
        }
        catch (DatabaseUnavailableException fault)
        {
            return _known.TryGetValue(id, out SlackInstall? known) && known.Token is { } token && token != worthless ? token : throw new SlackUnreachableException("token", mayHaveHappened: false, fault);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private bool IsDue(SlackInstall install) => install.RefreshToken is not null && install.RenewAt <= clock.GetUtcNow();

    /// <summary>Nothing may interrupt this: what Slack gives out takes the old refresh token's place at that moment. The lease stays after a failure, as a pause.</summary>
    private async Task<string> RenewAsync(SlackInstall install, bool works)
    {
        SlackOptions slack = settings.Options.Slack;
        try
        {
            SlackAnswer answer = await api.CallAsync(
                "oauth.v2.access",
                token: null,
                [("client_id", slack.ClientId), ("client_secret", slack.ClientSecret), ("grant_type", "refresh_token"), ("refresh_token", install.RefreshToken)],
                CancellationToken.None);
            if (install.With(answer, clock.GetUtcNow()) is not { Token: { } token } renewed)
            {
                throw new SlackUnreachableException("oauth.v2.access", mayHaveHappened: true);
            }

            await KeepAsync(renewed);
            LogRenewed(install.Id);
            return token;
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            LogNotRenewed(install.Id, fault.Message);
            if (works)
            {
                return install.Token!;
            }

            throw;
        }
    }

    private async Task KeepAsync(SlackInstall renewed)
    {
        for (int attempt = 1; attempt <= StoreTries; attempt++)
        {
            try
            {
                if (await installs.RenewedAsync(renewed))
                {
                    Note(renewed with { Version = renewed.Version + 1 });
                }

                return;
            }
            catch (DatabaseUnavailableException)
            {
                await Task.Delay(StorePause);
            }
        }

        Note(renewed with { Version = renewed.Version + 1 });
        LogNotStored(renewed.Id);
    }

    [LoggerMessage(6111, LogLevel.Information, "The token of workspace {Workspace} was renewed")]
    private partial void LogRenewed(string workspace);

    [LoggerMessage(6112, LogLevel.Error, "The token of workspace {Workspace} could not be renewed: {Problem}. When that stays so, install the app there again by /slack/install")]
    private partial void LogNotRenewed(string workspace, string problem);

    [LoggerMessage(6113, LogLevel.Critical, "The renewed token of workspace {Workspace} could not be stored; it works until this process ends, then the app must be installed there again")]
    private partial void LogNotStored(string workspace);
}
