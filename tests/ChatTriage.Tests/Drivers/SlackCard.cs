using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Drivers;

/// <summary>A card as a person sees it in Slack.</summary>
/// <param name="Channel">Where it stands.</param>
/// <param name="Message">The message.</param>
/// <param name="Mention">The mention its buttons name.</param>
/// <param name="Version">The version its buttons carry.</param>
public sealed record SlackCard(string Channel, JsonObject Message, long Mention, long Version)
{
    private static readonly System.Text.Json.JsonSerializerOptions s_readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Slack's id of the message.</summary>
    public string Ts => (string)Message["ts"]!;

    /// <summary>First line: the state in words.</summary>
    public string State => ((string)Message["blocks"]![0]!["text"]!["text"]!).Trim('*');

    /// <summary>What a screen reader or a notification says.</summary>
    public string Fallback => (string)Message["text"]!;

    /// <summary>Titles of its buttons in order.</summary>
    public IReadOnlyList<string> Buttons => [.. Elements(Message).Where(element => (string?)element["type"] == "button").Select(button => (string)button["text"]!["text"]!)];

    /// <summary>All of its JSON, for looking for words.</summary>
    public string Json => JsonOf(Message);

    /// <summary>The JSON of something the box shows, readable.</summary>
    public static string JsonOf(JsonNode node) => node.ToJsonString(s_readable);

    /// <summary>Reads a message; nothing when no button of it names a mention.</summary>
    public static SlackCard? Of(string channel, JsonObject message)
    {
        foreach (string value in Elements(message).SelectMany(Values))
        {
            string[] parts = value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('/');
            if (parts.Length == 5 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out long mention) && long.TryParse(parts[1], CultureInfo.InvariantCulture, out long version))
            {
                return new SlackCard(channel, message, mention, version);
            }
        }

        return null;
    }

    /// <summary>
    /// What the box has to be told for pressing a verb as this card shows it, a button of its own or an entry of the menu, even if the message shows
    /// another card by now.
    /// </summary>
    public object Press(string user, string verb)
    {
        if (Elements(Message).FirstOrDefault(element => (string?)element["action_id"] == verb) is { } button)
        {
            return new { user, channel = Channel, ts = Ts, action_id = verb, value = (string?)button["value"], force = true };
        }

        string option = Elements(Message).SelectMany(Values).FirstOrDefault(value => value.StartsWith($"{verb}:", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No {verb} on {Json}");
        return new { user, channel = Channel, ts = Ts, action_id = "more", choice = new { value = option } };
    }

    private static IEnumerable<JsonNode> Elements(JsonObject message) => (message["blocks"] as JsonArray ?? [])
        .SelectMany(block => (block!["type"]!.GetValue<string>() == "actions" ? block["elements"]!.AsArray() : []).Append(block["accessory"])).OfType<JsonNode>();

    private static IEnumerable<string> Values(JsonNode element) =>
        [.. new[] { (string?)element["value"] }.OfType<string>(), .. (element["options"] as JsonArray ?? []).Select(option => (string)option!["value"]!)];
}
