using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Teams;

/// <summary>Puts a sentence for the person who pressed on top of the card that only that person gets.</summary>
internal static class TeamsSentence
{
    private const string Id = "said";

    /// <summary>The sentence may be what the card says as well, and then only this tells that the press did not count.</summary>
    private const string NotDone = "Not done: ";

    /// <summary>The sentence on a card; nothing when there is none.</summary>
    public static string? Of(JsonObject card) => card["body"] is JsonArray { Count: > 0 } body && (string?)body[0]!["id"] == Id ? (string?)body[0]!["inlines"]![0]!["text"] : null;

    /// <summary>The card with the sentence.</summary>
    public static JsonObject On(JsonObject card, string text)
    {
        if (card["body"] is JsonArray body)
        {
            body.Insert(0, new JsonObject
            {
                ["type"] = "RichTextBlock",
                ["id"] = Id,
                ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = $"{NotDone}{text}", ["weight"] = "Bolder", ["color"] = "Attention" }),
            });
        }

        return card;
    }
}
