using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Benchmarks;

/// <summary>Somebody in Slack who types <c>/mentions …</c>: signed requests over one connection, answered in the acknowledgement.</summary>
internal sealed class SlackAsker(Uri product, string responseUrl, TimeProvider clock) : IDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);
    private readonly HttpClient _http = new() { BaseAddress = product };

    /// <summary>Asks and waits for the whole answer.</summary>
    public async Task<string> AskAsync(string question)
    {
        string body = $"token=legacy&team_id={SlackStub.Team}&team_domain=acme&channel_id={SlackStub.Triage}&channel_name=triage&user_id={SlackStub.Responder}&user_name=ana&command=%2Fmentions"
            + $"&text={Uri.EscapeDataString(question)}&api_app_id=A0LOAD0001&is_enterprise_install=false&response_url={Uri.EscapeDataString(responseUrl)}&trigger_id=12466734323.1395872398";
        string timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/commands") { Content = new StringContent(body, Encoding.ASCII) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")))}");
        using HttpResponseMessage response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public void Dispose() => _http.Dispose();
}
