using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Teams;

/// <summary>What Teams sent, as far as it is used here; the names are those of the Bot Framework's activity schema.</summary>
/// <param name="Raw">All of it, independent of the request.</param>
/// <param name="Type">Such as <c>message</c> or <c>invoke</c>.</param>
/// <param name="Name">Of an invoke, such as <c>adaptiveCard/action</c>.</param>
/// <param name="Id">The platform's id of the activity.</param>
/// <param name="ServiceUrl">Where answers go.</param>
/// <param name="ChannelId"><c>msteams</c>.</param>
/// <param name="ConversationId">Where it happened; in a channel with the thread's root behind <c>;messageid=</c>.</param>
/// <param name="ConversationType"><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</param>
/// <param name="TenantId">Tenant of the conversation.</param>
internal sealed record TeamsActivity(
    JsonElement Raw, string Type, string? Name, string? Id, string? ServiceUrl, string? ChannelId, string ConversationId, string? ConversationType, string? TenantId)
{
    /// <summary>First part of the addresses of this platform.</summary>
    public const string Platform = "teams";

    /// <summary>What the Bot Connector calls Teams among the channels a bot can have.</summary>
    public const string Channel = "msteams";

    private const string Thread = ";messageid=";

    /// <summary>Who did it.</summary>
    public JsonElement From => Raw.Member("from");

    /// <summary>The bot, or the person to whom a targeted message goes.</summary>
    public JsonElement Recipient => Raw.Member("recipient");

    /// <summary>What a button or a query carries.</summary>
    public JsonElement Value => Raw.Member("value");

    /// <summary>What only Teams adds.</summary>
    public JsonElement ChannelData => Raw.Member("channelData");

    /// <summary>When it happened; nothing when Teams did not say.</summary>
    public DateTimeOffset? At => DateTimeOffset.TryParse(Raw.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;

    /// <summary>Whether it happened between one person and the bot.</summary>
    public bool IsPersonal => ConversationType is "personal" or null && !ConversationId.StartsWith("19:", StringComparison.Ordinal);

    /// <summary>Whether it happened in a channel of a team.</summary>
    public bool IsChannel => ConversationType == "channel" || (ConversationType is null && ConversationId.Contains("@thread.tacv2", StringComparison.Ordinal));

    /// <summary>The conversation without the thread.</summary>
    public string RootId => Root(ConversationId);

    /// <summary>The channel or group chat as an address; nothing in a personal chat.</summary>
    public Address? Place => !IsPersonal && Address.TryParse($"{Platform}:{RootId}", out Address place) ? place : null;

    /// <summary>The person as an address: the directory's id, which is the same for every bot, where there is one.</summary>
    public Address? Sender => Address.TryParse($"{Platform}:{From.Text("aadObjectId")?.ToLowerInvariant() ?? From.Text("id")}", out Address person) ? person : null;

    /// <summary>Whether the message was seen by its sender and the bot alone.</summary>
    public bool IsTargeted => Recipient.IsTrue("isTargeted");

    /// <summary>Something about this conversation by which a delivery is known again, without the conversation itself, which is how a person is reached.</summary>
    public string KeyOf(string what) => $"teams:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ConversationId}\n{what}")))}";

    /// <summary>Reads it; nothing when it is no activity.</summary>
    public static TeamsActivity? Read(JsonElement body)
    {
        JsonElement raw = body.Clone(), conversation = raw.Member("conversation");
        return raw.Text("type") is { } type && conversation.Text("id") is { } id
            ? new TeamsActivity(
                raw, type, raw.Text("name"), raw.Text("id"), raw.Text("serviceUrl"), raw.Text("channelId"), id, conversation.Text("conversationType"),
                conversation.Text("tenantId") ?? raw.Member("channelData").Member("tenant").Text("id"))
            : null;
    }

    /// <summary>A conversation's id without the thread.</summary>
    public static string Root(string conversationId) => conversationId.IndexOf(Thread, StringComparison.Ordinal) is >= 0 and var at ? conversationId[..at] : conversationId;

    /// <summary>The thread that a post in a channel begins.</summary>
    public static string ThreadOf(string channelId, string activityId) => $"{channelId}{Thread}{activityId}";

    /// <summary>The person with name and zone; nothing when nobody is named.</summary>
    public Person? Person()
    {
        if (Sender is not { } address)
        {
            return null;
        }

        string? zone = Raw.Text("localTimezone") ?? Raw.Member("entities").Items().Where(entity => entity.Text("type") == "clientInfo").Select(entity => entity.Text("timezone")).FirstOrDefault(found => found is not null);
        return new Person(address, From.Text("name") ?? address.Id, zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? known) ? known : null, From.Text("name") is not null);
    }
}
