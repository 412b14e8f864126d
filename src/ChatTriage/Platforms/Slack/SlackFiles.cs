using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatTriage.Querying.Export;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Files for one person, into the chat with the bot. Slack wants to know the size before the first byte, so the file is written to a temporary one first.
/// </summary>
internal sealed partial class SlackFiles(SlackApi api, SlackHttp http, LiveSettings settings, ILogger<SlackFiles> logger)
{
    private const long MostBytes = 200L * 1024 * 1024;
    private const string TooLarge = "The file would be too large for Slack. Please narrow the question down, to fewer days for example.";
    private const string Busy = "The file that you asked for before is still being made. Please press CSV again when it is there.";
    private const string NotSent = "Slack did not take the file. Please press CSV again in a moment.";
    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(string Workspace, string User), bool> _underWay = new();

    /// <summary>Sends it; what to say to the person who pressed. Whoever presses again meanwhile has only to wait: clicks and files are done in the same line.</summary>
    public async Task<string> SendAsync(SlackWorkspace workspace, string userId, FileReply file, CancellationToken cancellation)
    {
        if (!_underWay.TryAdd((workspace.Key, userId), true))
        {
            return Busy;
        }

        try
        {
            return await TrySendAsync(workspace, userId, file, cancellation);
        }
        finally
        {
            _underWay.TryRemove((workspace.Key, userId), out _);
        }
    }

    private async Task<string> TrySendAsync(SlackWorkspace workspace, string userId, FileReply file, CancellationToken cancellation)
    {
        try
        {
            await using var written = new FileStream(
                Path.Combine(Path.GetTempPath(), $"chattriage-{Guid.NewGuid():N}.csv"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await file.WriteAsync(written, cancellation);
            if (written.Length > MostBytes)
            {
                return TooLarge;
            }

            written.Position = 0;
            await SendAsync(workspace, userId, file, written, cancellation);
            return "The file is in your chat with ChatTriage.";
        }
        catch (ExportTooLargeException)
        {
            return TooLarge;
        }
        catch (SlackApiException refused) when (refused.Error == "missing_scope")
        {
            LogNotSent(refused.Message);
            return "ChatTriage may not send files in this workspace: somebody who manages the app has to give it the right files:write.";
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException or HttpRequestException or IOException or OperationCanceledException)
        {
            LogNotSent(fault.Message);
            return NotSent;
        }
    }

    private async Task SendAsync(SlackWorkspace workspace, string userId, FileReply file, FileStream written, CancellationToken cancellation)
    {
        SlackAnswer place = await api.CallAsync(
            workspace, "files.getUploadURLExternal", [("filename", file.Name), ("length", written.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))], cancellation);
        if (!Uri.TryCreate(place.Text("upload_url"), UriKind.Absolute, out Uri? to) || !IsSlacks(to) || place.Text("file_id") is not { } id)
        {
            throw new SlackApiException("files.getUploadURLExternal", "no place for the file");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Upload);
        using var content = new StreamContent(written);
        content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage taken = await http.Client.PostAsync(to, content, limit.Token);
        taken.EnsureSuccessStatusCode();

        // A chat with somebody is known by what was said there.
        SlackAnswer said = await api.CallAsync(
            workspace, "chat.postMessage", [("channel", userId), ("text", SlackText.Escape($"Your file: {file.Title}")), ("unfurl_links", "false"), ("unfurl_media", "false")], cancellation);
        string files = new JsonArray(new JsonObject { ["id"] = id, ["title"] = file.Title }).ToWire();
        await api.CallAsync(workspace, "files.completeUploadExternal", [("files", files), ("channel_id", said.Text("channel"))], cancellation);
    }

    /// <summary><c>files.slack.com</c> beside <c>slack.com</c>, and so for Slack's other homes.</summary>
    private bool IsSlacks(Uri to)
    {
        var api = new Uri(settings.Options.Slack.ApiBaseUrl);
        return (to.Scheme == Uri.UriSchemeHttps && to.IsDefaultPort && to.Host == $"files.{api.Host}") || to.GetLeftPart(UriPartial.Authority) == api.GetLeftPart(UriPartial.Authority);
    }

    [LoggerMessage(6062, LogLevel.Warning, "A file did not reach Slack: {Problem}")]
    private partial void LogNotSent(string problem);
}
