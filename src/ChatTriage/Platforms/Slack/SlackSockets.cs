using System.Collections.Concurrent;
using System.Diagnostics;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Socket Mode: keeps <c>Slack:Connections</c> web sockets open. When Slack wants to end one, the next is opened while the old one still answers, so
/// that nothing is lost in between. Waits go by the machine's clock and by the program's, whichever is sooner: a clock that a test has
/// stopped must not keep the line down.
/// </summary>
internal sealed partial class SlackSockets(
    SlackApi api, SlackInbound inbound, SlackLine line, LiveSettings settings, TimeProvider clock, ILogger<SlackSockets> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly ConcurrentDictionary<SlackSocket, bool> _sockets = new();
    private long _next;

    /// <summary>Closes what is open, after what was taken has been acknowledged.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_sockets.Keys.Select(socket => socket.LeaveAsync()));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _opening.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        line.Begin();
        return Task.WhenAll(Enumerable.Range(0, settings.Options.Slack.Connections).Select(_ => KeepOneAsync(stoppingToken)));
    }

    private async Task KeepOneAsync(CancellationToken stopping)
    {
        for (int failures = 0; ;)
        {
            SlackSocketEnd end = await HoldOneAsync(stopping);
            failures = end is SlackSocketEnd.Replace or SlackSocketEnd.Dropped ? 0 : failures + 1;
            TimeSpan wait = end switch
            {
                SlackSocketEnd.Replace or SlackSocketEnd.Dropped => TimeSpan.Zero,
                SlackSocketEnd.Refused => UntilMended,
                SlackSocketEnd.TooMany => LongestWait,
                _ => Growing(failures),
            };
            await WaitAsync(wait, stopping);
        }
    }

    /// <summary>Opens a socket and gives the reason for which another one is needed; this one may still be answering then.</summary>
    private async Task<SlackSocketEnd> HoldOneAsync(CancellationToken stopping)
    {
        try
        {
            if (await AddressAsync(stopping) is not { } url)
            {
                return SlackSocketEnd.Failed;
            }

            var socket = new SlackSocket(inbound, line, logger);
            _sockets[socket] = true;
            _ = RunAsync(socket, url);
            SlackSocketEnd end = await socket.Leaving.WaitAsync(stopping);
            if (end == SlackSocketEnd.TooMany)
            {
                LogTooMany();
            }

            return end == SlackSocketEnd.Refused ? Refused("Socket Mode is switched off in the app's settings") : end;
        }
        catch (SlackApiException refused)
        {
            return Refused($"Slack:AppToken is not accepted ({refused.Message})");
        }
        catch (Exception away) when (away is SlackRateLimitedException or SlackUnreachableException)
        {
            LogAway(away.Message);
            return SlackSocketEnd.Failed;
        }
    }

    private async Task RunAsync(SlackSocket socket, Uri url)
    {
        try
        {
            using (socket)
            {
                await socket.RunAsync(url);
            }
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
        }
    }

    private SlackSocketEnd Refused(string why)
    {
        if (line.Refuse(why))
        {
            LogRefused(why);
        }

        return SlackSocketEnd.Refused;
    }

    /// <summary>An address for one socket. Asked for at most once a second and not while Slack wants a pause, whoever needs it.</summary>
    private async Task<Uri?> AddressAsync(CancellationToken stopping)
    {
        await _opening.WaitAsync(stopping);
        try
        {
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _next) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, stopping);
            }

            SlackOptions slack = settings.Options.Slack;
            _next = In(Pace);
            SlackAnswer answer = await api.CallAsync("apps.connections.open", slack.AppToken, [], stopping);
            if (Uri.TryCreate(answer.Text("url"), UriKind.Absolute, out Uri? url) && IsSafe(url, new Uri(slack.ApiBaseUrl)))
            {
                return url;
            }

            LogOddAddress();
            return null;
        }
        catch (SlackRateLimitedException limited)
        {
            _next = In(limited.RetryAfter);
            throw;
        }
        finally
        {
            _opening.Release();
        }
    }

    private static long In(TimeSpan time) => Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Encrypted, except on this machine where the Web API is not encrypted either.</summary>
    private static bool IsSafe(Uri url, Uri api) => url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && url.IsLoopback && api is { Scheme: "http", IsLoopback: true });

    private static TimeSpan Growing(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(failures, 10) - 2)) * (0.5 + (Random.Shared.NextDouble() / 2)));

    private async Task WaitAsync(TimeSpan time, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(time, either.Token), Task.Delay(time, clock, either.Token));
        await either.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    [LoggerMessage(6101, LogLevel.Error, "No web socket to Slack: {Why}. Tried again each minute")]
    private partial void LogRefused(string why);

    [LoggerMessage(6102, LogLevel.Warning, "No web socket to Slack for now: {Problem}")]
    private partial void LogAway(string problem);

    [LoggerMessage(6103, LogLevel.Error, "Slack gave an address for a web socket that is not encrypted; it was not used")]
    private partial void LogOddAddress();

    [LoggerMessage(6104, LogLevel.Warning, "Slack allows this app no more web sockets: ten, of all processes together. See Slack:Connections")]
    private partial void LogTooMany();
}
