using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Teams;

/// <summary>Takes out what Teams refuses, and what would be an empty place on the card: nulls, empty texts, lists without entries, links that lead nowhere.</summary>
internal static class TeamsElements
{
    /// <summary>What a choice means comes back with the click and cannot be cut.</summary>
    private const int LongestChoice = 1000;

    private static readonly string[] Lists = ["body", "items", "inlines", "facts", "choices", "actions"];

    /// <summary>Cleans a card; one without anything to see gets its plain words.</summary>
    public static void Clean(JsonObject card, string text)
    {
        string words = string.IsNullOrWhiteSpace(text) ? "ChatTriage" : text;
        Keep(card);
        card["fallbackText"] = words;
        card["version"] ??= "1.5";
        if (card["body"] is not JsonArray body)
        {
            card["body"] = new JsonArray(Words(words));
        }
        else if (!Inside(body[0]).Any(found => found.ContainsKey("text")))
        {
            body.Insert(0, Words(words));
        }
    }

    /// <summary>The object and all in it; what a button carries is not looked into.</summary>
    public static IEnumerable<JsonObject> Inside(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.Where(property => !IsCarried(found, property.Key)).SelectMany(property => Inside(property.Value))],
        JsonArray list => list.SelectMany(Inside),
        _ => [],
    };

    /// <summary>Words that nothing in them can turn into markup.</summary>
    public static JsonObject Words(string text) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text }),
    };

    /// <summary>Whether it stands in that list of its holder.</summary>
    public static bool IsEntry(JsonObject found, string name) => found.Parent is JsonArray { Parent: JsonObject holder } list && holder[name] == list;

    private static bool IsCarried(JsonObject holder, string name) => name == "data" && ((string?)holder["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true;

    /// <summary>Cleans what is inside first; the answer is whether anything is left of the object.</summary>
    private static bool Keep(JsonObject found)
    {
        foreach ((string name, JsonNode? value) in found.ToList())
        {
            bool stays = value switch
            {
                null => false,
                _ when IsCarried(found, name) => true,
                JsonArray list => KeepEntries(list) || !Lists.Contains(name),
                JsonObject inner => Keep(inner),
                _ => true,
            };
            if (!stays)
            {
                found.Remove(name);
            }
        }

        return Stays(found);
    }

    private static bool Stays(JsonObject found) => (string?)found["type"] switch
    {
        "TextBlock" => !IsBlank(found, "text"),
        "TextRun" => (string?)found["text"] is { Length: > 0 },
        "RichTextBlock" => found["inlines"] is JsonArray runs && runs.Any(run => !string.IsNullOrWhiteSpace((string?)run!["text"])),
        "Container" => found.ContainsKey("items"),
        "FactSet" => found.ContainsKey("facts"),
        "ActionSet" => found.ContainsKey("actions"),
        "Input.ChoiceSet" => KeepChoices(found),
        "Image" => KeepLink(found) && !IsBlank(found, "altText"),
        "Action.OpenUrl" => KeepLink(found) && !IsBlank(found, "title"),
        "Action.Execute" => !IsBlank(found, "title") && !IsBlank(found, "verb"),
        "Action.ShowCard" => found["card"]?["body"] is not null && !IsBlank(found, "title"),
        { } chart when chart.StartsWith("Chart.", StringComparison.Ordinal) => found["data"] is JsonArray { Count: > 0 } && found.ContainsKey("fallback"),
        null when IsEntry(found, "facts") => !IsBlank(found, "title") && !IsBlank(found, "value"),
        null when IsEntry(found, "choices") => !IsBlank(found, "title") && !IsBlank(found, "value") && ((string)found["value"]!).Length <= LongestChoice,
        _ => true,
    };

    private static bool KeepEntries(JsonArray list)
    {
        foreach (JsonNode? entry in list.Where(entry => entry is null || entry is JsonObject inner && !Keep(inner)).ToList())
        {
            list.Remove(entry);
        }

        return list.Count > 0;
    }

    /// <summary>What is chosen beforehand must be among the choices.</summary>
    private static bool KeepChoices(JsonObject input)
    {
        if (input["choices"] is not JsonArray choices)
        {
            return false;
        }

        if (!choices.Any(choice => (string?)choice!["value"] == (string?)input["value"]))
        {
            input.Remove("value");
        }

        return true;
    }

    private static bool KeepLink(JsonObject action)
    {
        string? link = CardText.Link((string?)action["url"]);
        action["url"] = link;
        return link is not null;
    }

    private static bool IsBlank(JsonObject found, string name) => found[name] is not JsonValue value || !value.TryGetValue(out string? text) || string.IsNullOrWhiteSpace(text);
}
