using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// The Web API, thinly: form-encoded as the official clients send it, the token in the header, one try a call. Whoever calls decides about
/// another one, because a post whose answer was lost must be looked for first.
/// </summary>
internal sealed partial class SlackApi(SlackHttp http, LiveSettings settings, RateGate gate, ILogger<SlackApi> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan OneCall = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan StandardWait = TimeSpan.FromSeconds(5);

    /// <summary>Slack speaks of seconds and minutes; a longer pause is somebody's mistake and must not silence a workspace for a day.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Answers that end an installation until somebody mends it.</summary>
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "token_revoked", "invalid_auth", "account_inactive", "not_authed", "token_expired", "org_login_required", "app_uninstalled",
    };

    /// <summary>Calls a method for a workspace.</summary>
    /// <param name="workspace">Whose token is used; while its token is worth nothing Slack is not asked.</param>
    /// <param name="method">Such as <c>chat.update</c>.</param>
    /// <param name="arguments">Texts as they are, objects as JSON; what is null is left out.</param>
    /// <param name="cancellation">Ends the wait, not what Slack does.</param>
    /// <param name="paid">Whether the call's budget was asked before.</param>
    /// <exception cref="SlackApiException">Slack said no.</exception>
    /// <exception cref="SlackRateLimitedException">Not now.</exception>
    /// <exception cref="SlackUnreachableException">No answer.</exception>
    public async Task<SlackAnswer> CallAsync(
        SlackWorkspace workspace, string method, IReadOnlyList<(string Name, string? Value)> arguments, CancellationToken cancellation, bool paid = false)
    {
        if (workspace.Trouble is { } trouble && method != "auth.test")
        {
            throw new SlackApiException(method, trouble);
        }

        SendBudget budget = SlackBudgets.Of(workspace.Key, method, arguments.FirstOrDefault(argument => argument.Name == "channel").Value);
        if (!paid)
        {
            await PayAsync(method, budget, cancellation);
        }

        try
        {
            return await CallAsAsync(workspace, method, arguments, cancellation);
        }
        catch (SlackRateLimitedException limited)
        {
            await gate.HoldAsync(budget, limited.RetryAfter);
            throw;
        }
        catch (SlackApiException refused) when (Endings.Contains(refused.Error))
        {
            if (workspace.Trouble != refused.Error)
            {
                workspace.EndWith(refused.Error);
                LogEnded(workspace.TeamId ?? workspace.Key, refused.Error);
            }

            throw;
        }
    }

    /// <summary>Calls a method with any token, or with none (<c>oauth.v2.access</c>), without budgets.</summary>
    public async Task<SlackAnswer> CallAsync(string method, string? token, IReadOnlyList<(string Name, string? Value)> arguments, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(settings.Options.Slack.ApiBaseUrl), method));
        request.Content = new FormUrlEncodedContent(arguments.Where(argument => argument.Value is not null).Select(argument => KeyValuePair.Create(argument.Name, argument.Value!)));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(OneCall);
        try
        {
            using HttpResponseMessage response = await http.Client.SendAsync(request, limit.Token);
            return await ReadAsync(method, response, limit.Token);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new SlackUnreachableException(method, mayHaveHappened: false, fault);
        }
        catch (OperationCanceledException fault) when (fault.InnerException is TimeoutException && !limit.IsCancellationRequested)
        {
            // Nobody there answered in time, so nothing was said.
            throw new SlackUnreachableException(method, mayHaveHappened: false, fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            throw new SlackUnreachableException(method, mayHaveHappened: true, fault);
        }
    }

    /// <summary>A refused token may have been renewed, by this call or by another process; what was refused has not happened.</summary>
    private async Task<SlackAnswer> CallAsAsync(SlackWorkspace workspace, string method, IReadOnlyList<(string Name, string? Value)> arguments, CancellationToken cancellation)
    {
        string token = await workspace.TokenAsync(cancellation);
        try
        {
            return await CallAsync(method, token, arguments, cancellation);
        }
        catch (SlackApiException refused) when (Endings.Contains(refused.Error))
        {
            string another = await workspace.AnotherTokenAsync(token, mayRenew: refused.Error == "token_expired", cancellation);
            if (another == token)
            {
                throw;
            }

            return await CallAsync(method, another, arguments, cancellation);
        }
    }

    private static async Task<SlackAnswer> ReadAsync(string method, HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new SlackRateLimitedException(method, RetryAfter(response));
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new SlackUnreachableException(method, mayHaveHappened: true);
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        using JsonDocument document = await JsonDocument.ParseAsync(body, cancellationToken: cancellation);
        JsonElement answer = document.RootElement.Clone();
        if (answer.IsTrue("ok"))
        {
            return new SlackAnswer(answer, [.. Header(response, "X-OAuth-Scopes").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        }

        throw answer.Text("error") switch
        {
            "ratelimited" or "rate_limited" => new SlackRateLimitedException(method, RetryAfter(response)),
            "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable" or null => new SlackUnreachableException(method, mayHaveHappened: true),
            var error => new SlackApiException(method, error, answer.Text("needed")),
        };
    }

    /// <summary>Waits a little in all, however many wait for the same budget: the line of clicks stands still meanwhile.</summary>
    private async Task PayAsync(string method, SendBudget budget, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        while (await gate.EnterAsync(budget) is { Ticks: > 0 } wait)
        {
            if (wait + Stopwatch.GetElapsedTime(began) > LongestPause)
            {
                throw new SlackRateLimitedException(method, wait);
            }

            await Task.Delay(wait, cancellation);
        }
    }

    private static TimeSpan RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { Ticks: > 0 } wait ? (wait < LongestWait ? wait : LongestWait) : StandardWait;

    private static string Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : "";

    [LoggerMessage(6006, LogLevel.Error, "Slack does not take the token of workspace {Workspace} any more: {Error}. Everything for it waits until the token is mended")]
    private partial void LogEnded(string workspace, string error);
}
