using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Slack;

/// <summary>Slack as the rest of the program sees it.</summary>
internal sealed class SlackPlatform(SlackApi api, SlackWorkspaces workspaces, SlackPeople people, SlackCheck check, SlackLine line, LiveSettings settings, SlackCharts charts) : IChatPlatform
{
    private const string PlatformName = "slack";
    private const string MetadataType = "chattriage_card";
    private const int HistoryPage = 200;
    private const int MostPages = 10;
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string Name => PlatformName;

    /// <inheritdoc/>
    public string CardFolder => PlatformName;

    /// <summary>A click is acknowledged at once and the card is changed by <c>chat.update</c>.</summary>
    public bool AnswersWithCard => false;

    /// <inheritdoc/>
    public bool CanShare => true;

    /// <inheritdoc/>
    public string? Trouble =>
        string.Join("; ", workspaces.All.Where(workspace => workspace.Trouble is not null).Select(workspace => $"{workspace.Trouble} ({workspace.Name ?? workspace.TeamId ?? "Slack:BotToken"})").Append(line.Trouble).OfType<string>())
            is { Length: > 0 } trouble ? trouble : null;

    /// <inheritdoc/>
    public string? WebRoot => settings.Options.WebRoot;

    /// <inheritdoc/>
    public SendBudget BudgetOf(Address address, SendKind kind)
    {
        (SlackWorkspace? workspace, string id) = workspaces.Of(address);
        return SlackBudgets.Of(workspace?.Key ?? "none", kind == SendKind.Update ? "chat.update" : "chat.postMessage", id);
    }

    /// <inheritdoc/>
    public string Escape(string text) => SlackText.Escape(text);

    /// <inheritdoc/>
    public string Moment(DateTimeOffset time, bool withDate) => SlackText.Moment(time, withDate);

    /// <inheritdoc/>
    public async Task<string?> NameOfAsync(Address person, CancellationToken cancellation) =>
        workspaces.Of(person) is ({ } workspace, ['U' or 'W', ..] id) ? (await people.ProfileAsync(workspace, id, cancellation)).Name : null;

    /// <inheritdoc/>
    public Task<DeliveryResult> PostAsync(Address channel, string key, DrawnCard card, CancellationToken cancellation) => SendAsync(channel, key, card, cancellation);

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendPrivatelyAsync(Address person, string key, DrawnCard card, CancellationToken cancellation)
    {
        DeliveryResult result = await SendAsync(person, key, card, cancellation);

        // A person cannot be unarchived or invite the bot: whoever is gone is not tried each minute. A workspace in trouble is mended.
        return result.Outcome == DeliveryOutcome.ChannelClosed && workspaces.Of(person).Workspace is { Trouble: null } ? result with { Outcome = DeliveryOutcome.Refused } : result;
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> UpdateAsync(Address channel, string messageRef, DrawnCard card, CancellationToken cancellation) => TryAsync(channel, async (workspace, id) =>
    {
        await CallAsync(workspace, "chat.update", card, [("channel", id), ("ts", messageRef)], cancellation);
        return DeliveryResult.Delivered(messageRef);
    });

    /// <summary>Reads the channel's history for the post's metadata. Direct messages are not read: the app has no right to.</summary>
    public Task<DeliveryResult> FindAsync(Address address, string key, DateTimeOffset since, CancellationToken cancellation) => TryAsync(address, async (workspace, id) =>
    {
        if (!id.StartsWith('C') && !id.StartsWith('G'))
        {
            return new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: "direct messages are not read");
        }

        try
        {
            return await FindAsync(workspace, id, key, since, cancellation);
        }
        catch (SlackApiException refused) when (refused.Error is "missing_scope" or "no_permission" or "access_denied" or "not_allowed_token_type")
        {
            // Not a closed channel: it takes posts, and whether this one is there only a person can see.
            return new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: $"the channel may not be read ({refused.Message})");
        }
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformFinding>> CheckAsync(IReadOnlyList<Address> channels, CancellationToken cancellation) => check.RunAsync(channels, cancellation);

    private Task<DeliveryResult> SendAsync(Address address, string key, DrawnCard card, CancellationToken cancellation) => TryAsync(address, async (workspace, id) =>
    {
        string metadata = new JsonObject { ["event_type"] = MetadataType, ["event_payload"] = new JsonObject { ["key"] = key } }.ToWire();
        SlackAnswer answer = await CallAsync(workspace, "chat.postMessage", card, [("channel", id), ("metadata", metadata), ("unfurl_links", "false"), ("unfurl_media", "false")], cancellation);
        return answer.Text("ts") is { } ts ? DeliveryResult.Delivered(ts) : new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: "Slack posted it and did not say where");
    });

    /// <summary>A card with a picture that Slack cannot fetch is refused as a whole, and a digest must not be lost for it.</summary>
    private async Task<SlackAnswer> CallAsync(SlackWorkspace workspace, string method, DrawnCard card, (string Name, string? Value)[] others, CancellationToken cancellation)
    {
        try
        {
            return await SayAsync();
        }
        catch (SlackApiException refused) when (charts.LearnsFrom(refused, card, workspace))
        {
            return await SayAsync();
        }

        Task<SlackAnswer> SayAsync()
        {
            JsonObject message = charts.Message(card, workspace);
            return api.CallAsync(workspace, method, [.. others, ("text", (string?)message["text"]), ("blocks", message["blocks"]!.ToWire())], cancellation, paid: true);
        }
    }

    private async Task<DeliveryResult> FindAsync(SlackWorkspace workspace, string id, string key, DateTimeOffset since, CancellationToken cancellation)
    {
        string oldest = ((since - ClockDifference).ToUnixTimeMilliseconds() / 1000.0).ToString("0.000000", System.Globalization.CultureInfo.InvariantCulture);
        string? cursor = null;
        for (int page = 0; page < MostPages; page++)
        {
            SlackAnswer answer = await api.CallAsync(
                workspace, "conversations.history", [("channel", id), ("oldest", oldest), ("include_all_metadata", "true"), ("limit", $"{HistoryPage}"), ("cursor", cursor)], cancellation);
            if (answer.Body.Member("messages").Items().FirstOrDefault(message => IsOurs(message, key)) is { ValueKind: JsonValueKind.Object } found && found.Text("ts") is { } ts)
            {
                return DeliveryResult.Delivered(ts);
            }

            if ((cursor = answer.Body.Member("response_metadata").Text("next_cursor")) is null)
            {
                return DeliveryResult.Gone;
            }
        }

        return new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: "too much was posted since to find it");
    }

    private static bool IsOurs(JsonElement message, string key) =>
        message.Member("metadata") is var metadata && metadata.Text("event_type") == MetadataType && metadata.Member("event_payload").Text("key") == key;

    private async Task<DeliveryResult> TryAsync(Address address, Func<SlackWorkspace, string, Task<DeliveryResult>> call)
    {
        (SlackWorkspace? workspace, string id) = workspaces.Of(address);
        if (workspace is null)
        {
            return new DeliveryResult(DeliveryOutcome.ChannelClosed, Reason: "its workspace has not installed the app");
        }

        try
        {
            return await call(workspace, id);
        }
        catch (SlackRateLimitedException limited)
        {
            return new DeliveryResult(DeliveryOutcome.Later, RetryAfter: limited.RetryAfter, Reason: limited.Message);
        }
        catch (SlackUnreachableException away)
        {
            return new DeliveryResult(away.MayHaveHappened ? DeliveryOutcome.Ambiguous : DeliveryOutcome.Later, Reason: away.Message);
        }
        catch (OperationCanceledException)
        {
            // While it waited for a token or a budget: a call that was under way is unreachable instead.
            return new DeliveryResult(DeliveryOutcome.Later, Reason: "too slow");
        }
        catch (SlackApiException refused)
        {
            return new DeliveryResult(OutcomeOf(refused.Error, workspace), Reason: refused.Message);
        }
    }

    private static DeliveryOutcome OutcomeOf(string error, SlackWorkspace workspace) => error switch
    {
        "message_not_found" or "cant_update_message" or "edit_window_closed" or "block_mismatch" => DeliveryOutcome.Gone,
        _ when workspace.Trouble is not null => DeliveryOutcome.ChannelClosed,
        "channel_not_found" or "is_archived" or "is_inactive" or "not_in_channel" or "missing_scope" or "no_permission" or "access_denied" or "accesslimited" or "channel_is_limited_access"
            or "restricted_action" or "restricted_action_read_only_channel" or "restricted_action_thread_only_channel" or "restricted_action_non_threadable_channel"
            or "message_limit_exceeded" or "messages_tab_disabled" or "ekm_access_denied" or "enterprise_is_restricted" or "team_access_not_granted" or "team_not_found" => DeliveryOutcome.ChannelClosed,
        _ => DeliveryOutcome.Refused,
    };
}
