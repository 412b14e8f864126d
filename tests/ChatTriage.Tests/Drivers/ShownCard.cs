using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Drivers;

/// <summary>A card as a person sees it.</summary>
/// <param name="MessageId">The message it stands in.</param>
/// <param name="Mention">The mention its buttons name.</param>
/// <param name="Version">The version its buttons carry.</param>
/// <param name="Role">What the card is for.</param>
/// <param name="Card">The Adaptive Card.</param>
public sealed record ShownCard(long MessageId, long Mention, long Version, string Role, JsonObject Card)
{
    /// <summary>First line: the state in words.</summary>
    public string State => (string)Card["body"]![0]!["text"]!;

    /// <summary>Titles of its buttons in order.</summary>
    public IReadOnlyList<string> Buttons => [.. (Card["actions"]?.AsArray() ?? []).Select(action => (string)action!["title"]!)];

    /// <summary>All of its JSON, for looking for words.</summary>
    public string Json => Card.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Whether a message shows a mention; the board of a flood does not.</summary>
    public static bool IsThere(JsonObject message) => message["card"]?["actions"] is JsonArray actions && actions.Any(action => action!["data"]?["mention"] is not null);

    /// <summary>Reads a message of the playground.</summary>
    public static ShownCard Of(JsonObject message)
    {
        JsonObject card = message["card"]!.AsObject();
        JsonNode data = card["actions"]!.AsArray().Select(action => action!["data"]).First(found => found is not null)!;
        return new ShownCard(message["id"]!.GetValue<long>(), data["mention"]!.GetValue<long>(), data["version"]!.GetValue<long>(), (string?)data["role"] ?? "", card);
    }
}
