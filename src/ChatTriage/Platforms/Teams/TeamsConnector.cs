using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// The Bot Connector's REST interface, thinly: one try a call, except that a refused token is renewed once. Whoever calls decides about another try.
/// </summary>
internal sealed class TeamsConnector(TeamsHttp http, TeamsTokens tokens, TeamsTurns turns, LiveSettings settings, RateGate gate)
{
    private static readonly TimeSpan OneCall = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);

    /// <summary>A longer pause is somebody's mistake and must not silence a channel for a day.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Says something in a conversation.</summary>
    /// <param name="to">How the conversation is reached.</param>
    /// <param name="conversationId">The chat, or the channel's thread.</param>
    /// <param name="activity">What to say.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="targeted">Whether only the activity's recipient sees it.</param>
    /// <param name="paid">Whether the conversation's budget was asked before.</param>
    /// <returns>The activity's id; nothing when Teams did not say it.</returns>
    public async Task<string?> SendToConversationAsync(
        TeamsReference to, string conversationId, JsonObject activity, CancellationToken cancellation, bool targeted = false, bool paid = false) =>
        (await CallAsync(HttpMethod.Post, to, $"v3/conversations/{Uri.EscapeDataString(conversationId)}/activities{(targeted ? "?isTargetedActivity=true" : "")}", conversationId, activity, paid, cancellation)).Text("id");

    /// <summary>Begins a thread in a channel, or a chat with one person.</summary>
    public Task<JsonElement> CreateConversationAsync(TeamsReference to, JsonObject parameters, string turn, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, to, "v3/conversations", turn, parameters, paid: true, cancellation);

    /// <summary>Puts an activity in the place of an earlier one.</summary>
    public Task UpdateActivityAsync(TeamsReference to, string conversationId, string activityId, JsonObject activity, CancellationToken cancellation, bool paid = false) =>
        CallAsync(HttpMethod.Put, to, $"v3/conversations/{Uri.EscapeDataString(conversationId)}/activities/{Uri.EscapeDataString(activityId)}", conversationId, activity, paid, cancellation);

    /// <summary>Who somebody is in a conversation.</summary>
    public Task<JsonElement> GetConversationMemberAsync(TeamsReference to, string conversationId, string memberId, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Get, to, $"v3/conversations/{Uri.EscapeDataString(conversationId)}/members/{Uri.EscapeDataString(memberId)}", conversationId, body: null, paid: true, cancellation);

    /// <summary>Some members of a conversation; tells whether the bot is there.</summary>
    public Task<JsonElement> GetConversationPagedMembersAsync(TeamsReference to, string conversationId, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Get, to, $"v3/conversations/{Uri.EscapeDataString(conversationId)}/pagedmembers?pageSize=50", conversationId, body: null, paid: true, cancellation);

    private async Task<JsonElement> CallAsync(HttpMethod method, TeamsReference to, string path, string turn, JsonObject? body, bool paid, CancellationToken cancellation)
    {
        if (!TeamsServiceUrl.IsTrusted(to.ServiceUrl, settings.Options.Teams))
        {
            throw new TeamsRefusedException(HttpStatusCode.Forbidden, "the service URL is not one of Microsoft's");
        }

        await PayAsync(TeamsBudgets.App, cancellation);
        if (!paid)
        {
            await PayAsync(TeamsBudgets.Of(TeamsActivity.Root(turn)), cancellation);
        }

        var uri = new Uri($"{to.ServiceUrl.TrimEnd('/')}/{path}");
        byte[]? content = body is null ? null : Encoding.UTF8.GetBytes(body.ToWire());
        return await turns.RunAsync(turn, async () =>
        {
            string? token = await tokens.TokenAsync(refused: null, cancellation);
            try
            {
                return await SendAsync(method, uri, token, content, cancellation);
            }
            catch (TeamsRefusedException refused) when (refused.Status == HttpStatusCode.Unauthorized && token is not null)
            {
                // What was refused has not happened.
                return await SendAsync(method, uri, await tokens.TokenAsync(token, cancellation), content, cancellation);
            }
        }, cancellation);
    }

    private async Task PayAsync(SendBudget budget, CancellationToken cancellation)
    {
        while (await gate.EnterAsync(budget) is { Ticks: > 0 } wait)
        {
            if (wait > LongestPause)
            {
                throw new TeamsBusyException("too much in a short time", wait);
            }

            await Task.Delay(wait, cancellation);
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, Uri uri, string? token, byte[]? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.UserAgent.ParseAdd("ChatTriage/1.0");
        if (content is not null)
        {
            request.Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(OneCall);
        try
        {
            using HttpResponseMessage response = await http.Client.SendAsync(request, limit.Token);
            string text = await response.Content.ReadAsStringAsync(limit.Token);
            return response.IsSuccessStatusCode ? Parse(text) : throw Refusal(response, Parse(text));
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new TeamsUnreachableException(mayHaveHappened: false, fault);
        }
        catch (OperationCanceledException fault) when (fault.InnerException is TimeoutException && !limit.IsCancellationRequested)
        {
            // Nobody there answered in time, so nothing was said.
            throw new TeamsUnreachableException(mayHaveHappened: false, fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new TeamsUnreachableException(mayHaveHappened: true, fault);
        }
    }

    /// <summary>What Microsoft says is to be tried again (429, 412, 502, 503, 504), and every other fault of the service; the rest is an answer.</summary>
    private static Exception Refusal(HttpResponseMessage response, JsonElement body)
    {
        JsonElement error = body.Member("error");
        string code = error.Member("innerHttpError").Text("code") ?? error.Text("subCode") ?? body.Text("subCode") ?? error.Text("code") ?? response.StatusCode.ToString();
        code = new string([.. code.Where(char.IsAsciiLetterOrDigit).Take(80)]);
        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
            ? new TeamsBusyException($"{(int)response.StatusCode} {code}", RetryAfter(response))
            : new TeamsRefusedException(response.StatusCode, code);
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? told = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - response.Headers.Date : null;
        return told is { } wait ? TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 0.1, LongestWait.TotalSeconds)) : null;
    }

    /// <summary>What cannot be read is nothing: some answers have no body, and some are pages for people.</summary>
    private static JsonElement Parse(string text)
    {
        try
        {
            return text.Length == 0 ? default : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
