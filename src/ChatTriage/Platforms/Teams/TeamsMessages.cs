using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Teams;

/// <summary>Activities as they are sent. Words and cards never together: Teams would split them and not say what became of either.</summary>
internal static class TeamsMessages
{
    private const int LongestSummary = 200;

    /// <summary>A card; <paramref name="summary"/> is what a notification shows.</summary>
    public static JsonObject Card(JsonObject card, string summary) => new()
    {
        ["type"] = "message",
        ["summary"] = Cards.CardText.Cut(Cards.CardText.OneLine(summary), LongestSummary),
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
    };

    /// <summary>Words, in which nothing is markup.</summary>
    public static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text, ["textFormat"] = "plain" };

    /// <summary>The same for one person in a conversation of many.</summary>
    public static JsonObject For(this JsonObject activity, string userId, string? name)
    {
        activity["recipient"] = new JsonObject { ["id"] = userId, ["name"] = name, ["isTargeted"] = true };
        return activity;
    }
}
