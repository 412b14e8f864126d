using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Teams;

/// <summary>A card in its shortest form: its first line, a few words, and its buttons.</summary>
internal static class TeamsShortCard
{
    private const int FirstLine = 300;
    private const int Words = 200;
    private const int LongestLink = 1000;
    private const int Choice = 60;
    private const int FewChoices = 10;

    /// <summary>Makes it from a card without empty parts.</summary>
    public static JsonObject Of(JsonObject card)
    {
        JsonArray body = card["body"]!.AsArray();
        string words = CardText.Cut(string.Concat(body.Skip(1).SelectMany(TeamsElements.Inside).Where(found => (string?)found["type"] == "TextRun").Select(run => (string)run["text"]!)), Words);
        var shorter = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = card["version"]!.DeepClone(),
            ["fallbackText"] = CardText.Cut((string)card["fallbackText"]!, Words),
            ["body"] = new JsonArray([First(body[0]!.AsObject()), .. string.IsNullOrWhiteSpace(words) ? Array.Empty<JsonNode>() : [TeamsElements.Words(words)]]),
            ["actions"] = new JsonArray([.. (card["actions"] as JsonArray ?? []).OfType<JsonObject>().Where(IsShort).Select(action => action.DeepClone())]),
        };
        TeamsSize.CutChoices(shorter, max: 0, FewChoices);
        Shorten(shorter);
        Drop(shorter, "Action.ShowCard");
        Drop(shorter, "Action.OpenUrl");
        _ = shorter["actions"] is JsonArray { Count: 0 } && shorter.Remove("actions");
        return shorter;
    }

    private static JsonObject First(JsonObject element)
    {
        JsonObject first = element.DeepClone().AsObject();
        foreach (JsonObject text in TeamsElements.Inside(first).Where(found => found["text"] is JsonValue).ToList())
        {
            string words = (string)text["text"]!;
            text["text"] = (string?)text["type"] == "TextRun" ? CardText.Cut(words, FirstLine) : TeamsText.CutMarkup(words, FirstLine);
        }

        return first;
    }

    private static void Shorten(JsonObject card)
    {
        foreach (JsonObject found in TeamsElements.Inside(card).ToList())
        {
            if (TeamsElements.IsEntry(found, "choices"))
            {
                found["title"] = CardText.Cut((string)found["title"]!, Choice);
            }
            else if ((string?)found["type"] == "Action.Execute")
            {
                found.Remove("fallback");
            }
        }
    }

    private static bool IsShort(JsonObject action) => ((string?)action["url"])?.Length is null or <= LongestLink;

    /// <summary>Drops the last buttons of a kind until the card is as small as it must be.</summary>
    private static void Drop(JsonObject card, string type)
    {
        JsonArray actions = card["actions"]!.AsArray();
        while (TeamsSize.Of(card) > TeamsCards.MaxShorterSize && actions.LastOrDefault(action => (string?)action!["type"] == type) is { } last)
        {
            actions.Remove(last);
        }
    }
}
