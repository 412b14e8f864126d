using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Drivers;

/// <summary>A card as a person sees it in Teams.</summary>
/// <param name="Message">The message in which it stands.</param>
/// <param name="Card">The card itself, which an answer may have put in the place of the message's own for one person.</param>
public sealed record TeamsCard(TeamsMessage Message, JsonObject Card)
{
    private static readonly System.Text.Json.JsonSerializerOptions s_readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>First line: the state in words.</summary>
    public string State => (string?)Card["body"]![0]!["text"] ?? "";

    /// <summary>What a notification says.</summary>
    public string Summary => (string)Message.Activity["summary"]!;

    /// <summary>Titles of the buttons at its foot.</summary>
    public IReadOnlyList<string> Buttons => [.. (Card["actions"] as JsonArray ?? []).Select(action => (string)action!["title"]!)];

    /// <summary>Verbs of all its buttons, also of those behind another button.</summary>
    public IReadOnlyList<string> Verbs => [.. Executes.Select(action => (string)action["verb"]!)];

    /// <summary>The mention its buttons name; zero when none does.</summary>
    public long Mention => Number("mention");

    /// <summary>The version its buttons carry.</summary>
    public long Version => Number("version");

    /// <summary>Ids of the people for whom it is refreshed by itself.</summary>
    public IReadOnlyList<string> Watchers => [.. (Card["refresh"]?["userIds"] as JsonArray ?? []).Select(id => (string)id!)];

    /// <summary>All of its JSON, for looking for words.</summary>
    public string Json => JsonOf(Card);

    /// <summary>JSON as people read it.</summary>
    public static string JsonOf(JsonNode node) => node.ToJsonString(s_readable);

    /// <summary>The card of a message; nothing when it has none.</summary>
    public static TeamsCard? Of(TeamsMessage message) => message.Card is { } card ? new TeamsCard(message, card) : null;

    /// <summary>What Teams sends as <c>value.action</c> when a button is pressed, found by its verb or its title, with what was filled in.</summary>
    public JsonObject Action(string verbOrTitle, params IReadOnlyList<(string Field, string Value)> inputs)
    {
        JsonObject button = Executes.FirstOrDefault(action => (string)action["verb"]! == verbOrTitle)
            ?? Executes.FirstOrDefault(action => (string?)action["title"] == verbOrTitle)
            ?? throw new InvalidOperationException($"No {verbOrTitle} on {Json}");
        JsonObject data = button["data"]?.DeepClone().AsObject() ?? [];
        foreach ((string field, string value) in inputs)
        {
            data[field] = value;
        }

        return new JsonObject { ["type"] = "Action.Execute", ["id"] = (string?)button["id"] ?? Guid.NewGuid().ToString(), ["title"] = (string?)button["title"], ["verb"] = (string)button["verb"]!, ["data"] = data };
    }

    private IEnumerable<JsonObject> Executes => TeamsRules.Actions(Card["actions"]).Concat(TeamsRules.Actions(Card["body"])).Where(action => (string?)action["type"] == "Action.Execute");

    private long Number(string field) => Executes.Select(action => (long?)action["data"]?[field]).FirstOrDefault(number => number is not null) ?? 0;
}
