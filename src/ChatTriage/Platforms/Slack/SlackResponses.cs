using System.Text;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Private answers by <c>response_url</c>: no token, no budget, at most five in half an hour, of which one click uses three at most. Where there is none
/// (the Home tab, forms) nothing is said here.
/// </summary>
internal sealed partial class SlackResponses(SlackHttp http, LiveSettings settings, SlackCharts charts, ILogger<SlackResponses> logger)
{
    private const int Tries = 2;
    private const int MostAnswer = 1000;
    private const string InvalidBlocks = "invalid_blocks";
    private const string NotSaid = "not said";
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(5);

    /// <summary>One sentence for the person alone.</summary>
    public Task TellAsync(string? responseUrl, string text, CancellationToken cancellation, bool inPlace = false) =>
        PostAsync(responseUrl, new JsonObject { ["text"] = SlackText.Escape(text) }, inPlace, cancellation);

    /// <summary>A card for the person alone. A chart that the workspace does not draw gives way to its stand-in.</summary>
    public async Task ShowAsync(SlackWorkspace workspace, string? responseUrl, DrawnCard card, CancellationToken cancellation, bool inPlace = false)
    {
        if (charts.Takes(workspace) == false || !SlackBlocks.HasChart(card))
        {
            await ShowPictureAsync(workspace, responseUrl, card, inPlace, cancellation);
        }
        else if (await PostAsync(responseUrl, SlackBlocks.Message(card, nativeCharts: true), inPlace, cancellation) is { } refused)
        {
            if (refused == InvalidBlocks)
            {
                charts.Learn(workspace, takes: false);
                await ShowPictureAsync(workspace, responseUrl, card, inPlace, cancellation);
            }
        }
        else
        {
            charts.Learn(workspace, takes: true);
        }
    }

    private async Task ShowPictureAsync(SlackWorkspace workspace, string? responseUrl, DrawnCard card, bool inPlace, CancellationToken cancellation)
    {
        bool pictures = SlackBlocks.HasPicture(card) && charts.TakesPictures(workspace) != false;
        string? refused = await PostAsync(responseUrl, SlackBlocks.Message(card, pictures: pictures), inPlace, cancellation);
        if (pictures && refused is null or InvalidBlocks)
        {
            charts.LearnPictures(workspace, takes: refused is null);
        }

        if (pictures && refused == InvalidBlocks)
        {
            await PostAsync(responseUrl, SlackBlocks.Message(card, pictures: false), inPlace, cancellation);
        }
    }

    /// <summary>A message for everybody in the channel, also where the app is no member. Tried once, because it may be there although Slack did not say so.</summary>
    public async Task<bool> ShareAsync(string? responseUrl, JsonObject message, CancellationToken cancellation)
    {
        message["response_type"] = "in_channel";
        message["replace_original"] = false;
        return await SendAsync(responseUrl, message, cancellation, tries: 1) is null;
    }

    /// <summary>Takes away the private message that was pressed.</summary>
    public Task DeleteAsync(string? responseUrl, CancellationToken cancellation) => SendAsync(responseUrl, new JsonObject { ["delete_original"] = true }, cancellation);

    private Task<string?> PostAsync(string? responseUrl, JsonObject message, bool inPlace, CancellationToken cancellation)
    {
        message["response_type"] = "ephemeral";
        message["replace_original"] = inPlace;
        return SendAsync(responseUrl, message, cancellation);
    }

    /// <summary>Nothing when it was taken; otherwise Slack's word for why not, or that it did not say.</summary>
    private async Task<string?> SendAsync(string? responseUrl, JsonObject message, CancellationToken cancellation, int tries = Tries)
    {
        // The address comes in an envelope whose sender is proven; all the same nothing is sent anywhere but to Slack.
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out Uri? to) || !IsSlacks(to))
        {
            return NotSaid;
        }

        byte[] body = Encoding.UTF8.GetBytes(message.ToWire());
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                limit.CancelAfter(OneTry);
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
                using HttpResponseMessage response = await http.Client.PostAsync(to, content, limit.Token);
                string answer = await ReadAsync(response, limit.Token);
                bool isRefused = answer.Contains(InvalidBlocks, StringComparison.Ordinal);
                if (response.IsSuccessStatusCode && !isRefused)
                {
                    return null;
                }

                LogRefused((int)response.StatusCode);
                if ((int)response.StatusCode < 500 || attempt == tries)
                {
                    return isRefused ? InvalidBlocks : NotSaid;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
            {
                LogLost(fault.GetType().Name);
                if (attempt == tries)
                {
                    return NotSaid;
                }
            }
        }
    }

    /// <summary>The beginning of what Slack answered, which is one word or a small object.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] beginning = new byte[MostAnswer];
        return Encoding.UTF8.GetString(beginning, 0, await body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellation));
    }

    /// <summary><c>hooks.slack.com</c> beside <c>slack.com</c>, and so for Slack's other homes.</summary>
    private bool IsSlacks(Uri to)
    {
        var api = new Uri(settings.Options.Slack.ApiBaseUrl);
        return (to.Scheme == Uri.UriSchemeHttps && to.IsDefaultPort && to.Host == $"hooks.{api.Host}") || to.GetLeftPart(UriPartial.Authority) == api.GetLeftPart(UriPartial.Authority);
    }

    [LoggerMessage(6041, LogLevel.Warning, "Slack did not take a private answer: {Status}")]
    private partial void LogRefused(int status);

    [LoggerMessage(6042, LogLevel.Warning, "A private answer did not reach Slack: {Fault}")]
    private partial void LogLost(string fault);
}
