using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Teams;

/// <summary>Puts a sentence for the person who pressed on top of the card that only that person gets.</summary>
internal static class TeamsSentence
{
    /// <summary>The card with the sentence.</summary>
    public static JsonObject On(JsonObject card, string text)
    {
        if (card["body"] is JsonArray body)
        {
            body.Insert(0, new JsonObject
            {
                ["type"] = "RichTextBlock",
                ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text, ["weight"] = "Bolder", ["color"] = "Attention" }),
            });
        }

        return card;
    }
}
