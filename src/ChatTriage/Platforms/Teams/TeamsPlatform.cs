using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Teams;

/// <summary>Teams as the rest of the program sees it.</summary>
internal sealed partial class TeamsPlatform(
    TeamsConnector connector, TeamsReferences references, TeamsTokens tokens, TeamsCheck check, LiveSettings settings, RateGate gate, TimeProvider clock, ILogger<TeamsPlatform> logger) : IChatPlatform
{
    private const int MostLost = 10_000;
    private const string NoSuchCard = "ActivityNotFound";

    /// <summary>Teams said yes and no id, which only what is changed later needs.</summary>
    private const string Taken = "";

    /// <summary>How long a card whose post was not confirmed has to show itself, by somebody who presses it, before it is posted once more.</summary>
    private static readonly TimeSpan ShowsItself = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan NamedWithin = TimeSpan.FromSeconds(1.5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lost = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => TeamsActivity.Platform;

    /// <inheritdoc/>
    public string CardFolder => TeamsActivity.Platform;

    /// <inheritdoc/>
    public bool AnswersWithCard => true;

    /// <inheritdoc/>
    public bool CanShare => true;

    /// <inheritdoc/>
    public string? Trouble => tokens.Trouble;

    /// <inheritdoc/>
    public string? WebRoot => settings.Options.WebRoot;

    /// <inheritdoc/>
    public SendBudget BudgetOf(Address address, SendKind kind) => TeamsBudgets.Of(address.Id);

    /// <inheritdoc/>
    public string Escape(string text) => TeamsText.Escape(text);

    /// <inheritdoc/>
    public string Moment(DateTimeOffset time, bool withDate) => TeamsText.Moment(time, withDate);

    /// <inheritdoc/>
    public async Task<string?> NameOfAsync(Address person, CancellationToken cancellation)
    {
        if (references.Find(person)?.Name is { } known)
        {
            return known;
        }

        if (person.Id.StartsWith("19:", StringComparison.Ordinal))
        {
            return null;
        }

        // A member of any place the bot is in; Teams takes the directory's id as well as its own. A card must not wait long for a name.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(NamedWithin);
        foreach ((_, TeamsReference place) in references.Places.Take(3))
        {
            try
            {
                if ((await connector.GetConversationMemberAsync(place, place.ConversationId!, person.Id, limit.Token)) is { ValueKind: JsonValueKind.Object } member && member.Text("name") is { } name)
                {
                    return name;
                }
            }
            catch (Exception fault) when (IsOfTeams(fault))
            {
                // Whoever is not there has no name there.
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> PostAsync(Address channel, string key, DrawnCard card, CancellationToken cancellation)
    {
        DeliveryResult result = await TryAsync(channel, PlaceOf(channel), card, (to, ready) => to.IsChannel ? BeginThreadAsync(to, channel.Id, ready, cancellation) : SayAsync(to, channel.Id, ready, cancellation));
        return Noted(key, result);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> UpdateAsync(Address channel, string messageRef, DrawnCard card, CancellationToken cancellation)
    {
        DeliveryResult result = await TryAsync(channel, PlaceOf(channel), card, async (to, ready) =>
        {
            ready["id"] = messageRef;
            try
            {
                await connector.UpdateActivityAsync(to, to.IsChannel ? TeamsActivity.ThreadOf(channel.Id, messageRef) : channel.Id, messageRef, ready, cancellation, paid: true);
                return messageRef;
            }
            catch (TeamsRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
            {
                // The thread that a card began can be gone with it, and is a conversation too. Whether the channel is gone, the new post tells.
                throw new TeamsRefusedException(refused.Status, NoSuchCard);
            }
        });
        return result;
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendPrivatelyAsync(Address person, string key, DrawnCard card, CancellationToken cancellation)
    {
        DeliveryResult result = await TryAsync(person, references.Find(person), card, async (to, ready) => await SayPrivatelyAsync(person, to, ready, cancellation) ?? Taken);

        // A person cannot be mended by an operator: whoever blocked the bot or never met it is not tried each minute.
        return result.Outcome == DeliveryOutcome.ChannelClosed && Trouble is null ? result with { Outcome = DeliveryOutcome.Refused } : Noted(key, result);
    }

    /// <summary>
    /// A bot may not read what it wrote. A card that is there shows itself when somebody presses it, and is known from then on; where nobody has
    /// for two minutes it is posted once more: two cards of one mention do no harm, none does.
    /// </summary>
    public Task<DeliveryResult> FindAsync(Address address, string key, DateTimeOffset since, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset again = _lost.GetOrAdd(key, now) + ShowsItself;
        if (again > now)
        {
            return Task.FromResult(new DeliveryResult(DeliveryOutcome.Ambiguous, RetryAfter: again - now, Reason: "posted perhaps; Teams did not say") { IsInDoubt = false });
        }

        // It stays known until it is delivered: a post that is only put off must not wait for a sign anew.
        LogPostedAgain(address, key);
        return Task.FromResult(DeliveryResult.Gone);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformFinding>> CheckAsync(IReadOnlyList<Address> channels, CancellationToken cancellation) => check.RunAsync(channels, cancellation);

    /// <summary>Says something to one person in a chat of the two.</summary>
    /// <exception cref="TeamsRefusedException">The person cannot be written to.</exception>
    public async Task<string?> SayPrivatelyAsync(Address person, TeamsReference to, JsonObject activity, CancellationToken cancellation)
    {
        if (to.ConversationId is null)
        {
            if (to.UserId is null)
            {
                throw new TeamsRefusedException(HttpStatusCode.NotFound, "NeverMet");
            }

            JsonElement created = await connector.CreateConversationAsync(
                to,
                new JsonObject
                {
                    ["isGroup"] = false,
                    ["bot"] = new JsonObject { ["id"] = BotOf(to) },
                    ["members"] = new JsonArray(new JsonObject { ["id"] = to.UserId }),
                    ["tenantId"] = to.TenantId,
                    ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = to.TenantId } },
                },
                person.Id,
                cancellation);
            to = to with { ConversationId = created.Text("id") ?? throw new TeamsRefusedException(HttpStatusCode.NotFound, "NoChat") };
            await references.KeepAsync(person, to, cancellation);
        }

        return await connector.SendToConversationAsync(to, to.ConversationId, activity, cancellation);
    }

    /// <summary>Whether it is one of the ways in which talking to Teams fails.</summary>
    public static bool IsOfTeams(Exception fault) => fault is TeamsRefusedException or TeamsBusyException or TeamsUnreachableException or TeamsTokenException or OperationCanceledException;

    private TeamsReference? PlaceOf(Address channel) =>
        references.Find(channel) ?? (references.AnyOf(settings.Options.Teams.TenantId) is { } other
            ? other with { ConversationId = channel.Id, IsChannel = channel.Id.EndsWith("@thread.tacv2", StringComparison.Ordinal), UserId = null, Name = null }
            : null);

    private string BotOf(TeamsReference to) => to.BotId ?? $"28:{settings.Options.Teams.AppId}";

    private async Task<string?> BeginThreadAsync(TeamsReference to, string channelId, JsonObject activity, CancellationToken cancellation)
    {
        JsonElement created = await connector.CreateConversationAsync(
            to,
            new JsonObject
            {
                ["isGroup"] = true,
                ["bot"] = new JsonObject { ["id"] = BotOf(to) },
                ["tenantId"] = to.TenantId,
                ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channelId }, ["tenant"] = new JsonObject { ["id"] = to.TenantId } },
                ["activity"] = activity,
            },
            channelId,
            cancellation);
        return created.Text("activityId") ?? (created.Text("id") is { } thread && thread.Contains(";messageid=", StringComparison.Ordinal) ? thread[(thread.IndexOf(";messageid=", StringComparison.Ordinal) + ";messageid=".Length)..] : null);
    }

    private Task<string?> SayAsync(TeamsReference to, string conversationId, JsonObject activity, CancellationToken cancellation) =>
        connector.SendToConversationAsync(to, conversationId, activity, cancellation, paid: true);

    private DeliveryResult Noted(string key, DeliveryResult result)
    {
        if (result.IsInDoubt && _lost.Count < MostLost)
        {
            _lost[key] = clock.GetUtcNow();
        }
        else if (result.Outcome == DeliveryOutcome.Delivered)
        {
            _lost.TryRemove(key, out _);
        }

        return result;
    }

    private async Task<DeliveryResult> TryAsync(Address address, TeamsReference? to, DrawnCard card, Func<TeamsReference, JsonObject, Task<string?>> send)
    {
        if (to is null)
        {
            return new DeliveryResult(DeliveryOutcome.ChannelClosed, Reason: "Teams has not said yet how it is reached: add the app there and say @ChatTriage help");
        }

        if (references.IsRemoved(address))
        {
            return new DeliveryResult(DeliveryOutcome.ChannelClosed, Reason: "the app was removed there");
        }

        try
        {
            return await SendAsync(to, card, send);
        }
        catch (TeamsBusyException busy)
        {
            if (busy.RetryAfter is { } wait)
            {
                await gate.HoldAsync(BudgetOf(address, SendKind.Post), wait);
            }

            return new DeliveryResult(DeliveryOutcome.Later, RetryAfter: busy.RetryAfter, Reason: busy.Message);
        }
        catch (TeamsUnreachableException away)
        {
            return new DeliveryResult(away.MayHaveHappened ? DeliveryOutcome.Ambiguous : DeliveryOutcome.Later, Reason: away.Message);
        }
        catch (TeamsTokenException none)
        {
            return new DeliveryResult(none.IsRefusal ? DeliveryOutcome.ChannelClosed : DeliveryOutcome.Later, Reason: none.Message);
        }
        catch (OperationCanceledException)
        {
            // While it waited for a token, a budget or its turn: a call that was under way is unreachable instead.
            return new DeliveryResult(DeliveryOutcome.Later, Reason: "too slow");
        }
        catch (TeamsRefusedException refused)
        {
            return new DeliveryResult(OutcomeOf(refused), Reason: refused.Message);
        }
    }

    /// <summary>A card that is too large for Teams is sent once more, with less on it.</summary>
    private async Task<DeliveryResult> SendAsync(TeamsReference to, DrawnCard card, Func<TeamsReference, JsonObject, Task<string?>> send)
    {
        string? id;
        try
        {
            id = await send(to, Message(card, shorter: false));
        }
        catch (TeamsRefusedException tooLarge) when (tooLarge.Status == HttpStatusCode.RequestEntityTooLarge)
        {
            LogTooLarge(tooLarge.Code);
            id = await send(to, Message(card, shorter: true));
        }

        return id is not null ? DeliveryResult.Delivered(id) : new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: "Teams took it and did not say where");
    }

    private JsonObject Message(DrawnCard card, bool shorter) => TeamsMessages.Card(TeamsCards.Ready(card, IdOf, shorter), card.Text);

    /// <summary>What a person is called where refreshing is asked for.</summary>
    public string? IdOf(Address person) => references.Find(person)?.UserId;

    private static DeliveryOutcome OutcomeOf(TeamsRefusedException refused) => (refused.Status, refused.Code) switch
    {
        (HttpStatusCode.NotFound, "ActivityNotFoundInConversation" or NoSuchCard or "MessageNotFound") => DeliveryOutcome.Gone,
        (HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.Gone, _) => DeliveryOutcome.ChannelClosed,
        _ => DeliveryOutcome.Refused,
    };

    [LoggerMessage(7031, LogLevel.Warning, "Posted to {Address} once more: whether the first post of {Key} is there, Teams did not say, and nobody pressed it")]
    private partial void LogPostedAgain(Address address, string key);

    [LoggerMessage(7032, LogLevel.Warning, "A card was too large for Teams ({Code}); a shorter one is sent")]
    private partial void LogTooLarge(string code);
}
