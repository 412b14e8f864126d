using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Slack;

/// <summary>The Events API: somebody speaks to the app, opens its Home tab, invites it, or throws it out.</summary>
internal sealed partial class SlackEvents(
    SlackWorkspaces workspaces, SlackPeople people, SlackCommands commands, SlackHome home, SlackCharts charts, SeenDeliveries seen, SlackApi api, LaterWork work, OutboxPump pump, ILogger<SlackEvents> logger)
{
    private const int Tries = 12;
    private const string AskAlone = "Ask with /mentions, then only you see the answer.";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Takes an event: noted by its id before it is acknowledged, worked on after, and never twice.</summary>
    public async Task<SlackAck> TakeAsync(JsonElement payload, CancellationToken cancellation)
    {
        JsonElement happened = payload.Member("event");
        if (payload.Text("event_id") is not { } id || Workspace(payload) is not { } workspace || happened.Text("bot_id") is not null)
        {
            return SlackAck.Taken;
        }

        // What is read after the acknowledgement must not depend on the request's own memory.
        JsonElement kept = happened.Clone();
        string key = $"event:{id}";
        if (!await seen.IsFirstAsync(key, cancellation) || work.TryAdd(token => DoAsync(workspace, kept, token)))
        {
            return SlackAck.Taken;
        }

        LogPutOff(happened.Text("type") ?? "");
        await seen.ForgetAsync(key, cancellation);
        return new SlackAck(SendAgain: true);
    }

    private SlackWorkspace? Workspace(JsonElement payload) => workspaces.OfAny(
        [
            payload.Text("context_team_id"), .. payload.Member("authorizations").Items().SelectMany(given => new[] { given.Text("team_id"), given.Text("enterprise_id") }),
            payload.Text("team_id"), payload.Text("enterprise_id"),
        ]);

    private Task DoAsync(SlackWorkspace workspace, JsonElement happened, CancellationToken cancellation) => happened.Text("type") switch
    {
        "app_mention" => AnswerAsync(workspace, happened, cancellation),
        "app_home_opened" when happened.Text("tab") is "home" or null => OpenHomeAsync(workspace, happened, cancellation),
        "member_joined_channel" when happened.Text("user") == workspace.BotUserId && happened.Text("channel") is { } channel => pump.ResumeAsync(workspace.AddressOf(channel), cancellation),
        "app_uninstalled" => EndAsync(workspace, "app_uninstalled"),
        "tokens_revoked" when happened.Member("tokens").Member("bot").Items().Any() => EndAsync(workspace, "tokens_revoked"),
        _ => Task.CompletedTask,
    };

    private async Task AnswerAsync(SlackWorkspace workspace, JsonElement happened, CancellationToken cancellation)
    {
        if (happened.Text("user") is not { } user || happened.Text("channel") is not { } channel || happened.Text("ts") is not { } ts)
        {
            return;
        }

        // What people of another company ask they may see, and show nobody.
        string text = SlackText.Incoming(Question(happened.Text("text") ?? "", workspace));
        bool mayOnlyLook = await people.MayOnlyLookAsync(workspace, user, happened.Text("user_team"), personsEnterprise: null, cancellation);
        InteractionReply reply = await commands.AskAsync(workspace, user, called: null, text, forEverybody: !mayOnlyLook, channel);

        // The line of clicks does not stand still for a channel that takes no more just now.
        string? thread = happened.Text("thread_ts");
        _ = mayOnlyLook || reply.IsForOneAlone ? TellAsync(workspace, channel, thread, ts, user, reply, cancellation) : SayAsync(workspace, channel, thread ?? ts, reply, onlyTo: null, cancellation);
    }

    /// <summary>For the asker alone. Slack shows nobody a private message in a thread that is not there yet, so where none was begun it stands in the channel.</summary>
    private async Task TellAsync(SlackWorkspace workspace, string channel, string? thread, string ts, string user, InteractionReply reply, CancellationToken cancellation)
    {
        if (!await SayAsync(workspace, channel, thread, reply, user, cancellation))
        {
            await SayAsync(workspace, channel, thread ?? ts, new InteractionReply(Changed: false, AskAlone), onlyTo: null, cancellation);
        }
    }

    /// <summary>Says it to everybody, or to one alone; false when Slack does not take it.</summary>
    private async Task<bool> SayAsync(SlackWorkspace workspace, string channel, string? thread, InteractionReply reply, string? onlyTo, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            JsonObject message = commands.Message(reply, workspace);
            (string, string?)[] words = [("channel", channel), ("thread_ts", thread), ("text", (string?)message["text"]), ("blocks", message["blocks"]?.ToWire())];
            try
            {
                await (onlyTo is null
                    ? api.CallAsync(workspace, "chat.postMessage", [.. words, ("unfurl_links", "false"), ("unfurl_media", "false")], cancellation)
                    : api.CallAsync(workspace, "chat.postEphemeral", [.. words, ("user", onlyTo)], cancellation));
                return true;
            }
            catch (SlackRateLimitedException limited) when (attempt < Tries && limited.RetryAfter < LongestWait)
            {
                await Task.Delay(limited.RetryAfter, cancellation);
            }
            catch (SlackApiException refused) when (attempt < Tries && reply.PrivateCard is { } card && charts.LearnsFrom(refused, card, workspace))
            {
                // Without the picture it is another message.
            }
            catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
            {
                LogNotAnswered(fault.Message);
                return false;
            }
        }
    }

    /// <summary>What was said to the app: without its own name, and without the word that the command is called.</summary>
    private static string Question(string text, SlackWorkspace workspace)
    {
        string own = $"<@{workspace.BotUserId}";
        int start = text.IndexOf(own, StringComparison.Ordinal);
        int end = start < 0 ? -1 : text.IndexOf('>', start);
        string said = (end < 0 ? text : string.Concat(text.AsSpan(0, start), text.AsSpan(end + 1))).Trim();
        return said.StartsWith("mentions", StringComparison.OrdinalIgnoreCase) && (said.Length == 8 || char.IsWhiteSpace(said[8])) ? said[8..] : said;
    }

    private async Task OpenHomeAsync(SlackWorkspace workspace, JsonElement happened, CancellationToken cancellation)
    {
        if (happened.Text("user") is { } user)
        {
            await home.RefreshAsync(workspace, await people.PersonAsync(workspace, user, called: null, cancellation), user, cancellation);
        }
    }

    private Task EndAsync(SlackWorkspace workspace, string why)
    {
        LogEnded(workspace.TeamId ?? workspace.Key, why);
        return workspaces.EndAsync(workspace, why);
    }

    [LoggerMessage(6071, LogLevel.Warning, "A question in a channel was not answered: {Problem}")]
    private partial void LogNotAnswered(string problem);

    [LoggerMessage(6072, LogLevel.Error, "Workspace {Workspace} has ended the app: {Why}. Everything for it waits")]
    private partial void LogEnded(string workspace, string why);

    [LoggerMessage(6073, LogLevel.Error, "Too much waits to be done: a {Kind} of Slack has to come again")]
    private partial void LogPutOff(string kind);
}
