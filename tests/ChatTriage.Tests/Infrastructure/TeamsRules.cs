using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>What Teams refuses, and what a careful bot never sends.</summary>
public static class TeamsRules
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const int MaxBytes = 100 * 1024;
    private const int MaxRefreshed = 60;

    /// <summary>Whether a message is too long: Teams counts it in UTF-16.</summary>
    public static bool IsTooBig(JsonObject activity) => Encoding.Unicode.GetByteCount(activity.ToJsonString(s_readable)) > MaxBytes;

    /// <summary>What is wrong with a message; nothing when it is right.</summary>
    public static string? FaultOf(JsonObject activity, bool changes, bool targeted)
    {
        string? type = (string?)activity["type"];
        JsonArray attachments = activity["attachments"] as JsonArray ?? [];
        string? text = (string?)activity["text"];
        if (type != "message")
        {
            return type == "typing" && !changes ? null : $"an activity of type {type}";
        }

        if (attachments.Count > 1 || (attachments.Count == 1 && !string.IsNullOrEmpty(text)))
        {
            return "Activity resulted into multiple skype activities";
        }

        if (attachments.Count == 0 && string.IsNullOrWhiteSpace(text))
        {
            return "Activity must include non empty 'text' field or at least 1 attachment";
        }

        if (targeted && changes && activity["recipient"] is not null)
        {
            return "a targeted message is changed without a recipient";
        }

        if (targeted && !changes && activity["recipient"]?["id"] is null)
        {
            return "a targeted message needs a recipient";
        }

        return attachments is [JsonObject card] ? FaultOfCard(card, activity) : FaultOfText(text!, activity);
    }

    private static string? FaultOfText(string text, JsonObject activity)
    {
        JsonObject[] mentions = [.. (activity["entities"] as JsonArray ?? []).OfType<JsonObject>().Where(entity => (string?)entity["type"] == "mention")];
        foreach (JsonObject mention in mentions)
        {
            string? shown = (string?)mention["text"];
            if (shown is null || !shown.StartsWith("<at>", StringComparison.Ordinal) || !shown.EndsWith("</at>", StringComparison.Ordinal))
            {
                return "Mention entity does not have valid text";
            }

            if (!text.Contains(shown, StringComparison.Ordinal))
            {
                return "Mention entity does not match text";
            }
        }

        return (string?)activity["textFormat"] != "plain" ? $"words as {activity["textFormat"]}, which may be read as markup" : null;
    }

    private static string? FaultOfCard(JsonObject attachment, JsonObject activity)
    {
        if ((string?)attachment["contentType"] != CardType || attachment["content"] is not JsonObject card || (string?)card["type"] != "AdaptiveCard")
        {
            return "an attachment that is no Adaptive Card";
        }

        if (string.IsNullOrWhiteSpace((string?)activity["summary"]))
        {
            return "a card without words for the notification";
        }

        JsonArray? refreshed = card["refresh"]?["userIds"] as JsonArray;
        if (card["refresh"] is not null && (refreshed is null or [] || refreshed.Count > MaxRefreshed || refreshed.Any(id => ((string?)id)?.StartsWith("29:", StringComparison.Ordinal) != true)))
        {
            return "a card that is refreshed for nobody, or for too many";
        }

        return Actions(card).Any(action => (string?)action["type"] == "Action.Execute" && string.IsNullOrEmpty((string?)action["verb"])) ? "a button without a verb" : null;
    }

    /// <summary>All buttons of a card, also those that are shown later.</summary>
    public static IEnumerable<JsonObject> Actions(JsonNode? node) => node switch
    {
        JsonObject found when ((string?)(found["type"] as JsonValue))?.StartsWith("Action.", StringComparison.Ordinal) == true => [found, .. found.SelectMany(property => Actions(property.Value))],
        JsonObject found => found.SelectMany(property => Actions(property.Value)),
        JsonArray list => list.SelectMany(Actions),
        _ => [],
    };

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
