using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Teams;

/// <summary>Brings a card below a size: words are shortened first, buttons that do something go last.</summary>
internal static class TeamsSize
{
    /// <summary>Texts are not cut below this as long as something else can go.</summary>
    private const int ShortestText = 60;

    /// <summary>Nobody picks from more in a list that is not searched.</summary>
    private const int FewChoices = 25;

    private const int LongLink = 500;
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Bytes in UTF-16, as Teams counts.</summary>
    public static int Of(JsonNode card) => card.ToJsonString(AsSent).Length * sizeof(char);

    /// <summary>Shortens what has to be shortened; the answer is whether that was enough.</summary>
    public static bool Fit(JsonObject card, int max)
    {
        if (Of(card) > max)
        {
            Shorten(card, max, Texts(card, isMarkup: false), CardText.Cut);
            Shorten(card, max, Texts(card, isMarkup: true), TeamsText.CutMarkup);
            CutChoices(card, max);
            DropFallbacks(card, max);
            DropLinks(card, max);
            DropEntries(card, max);
        }

        return Of(card) <= max;
    }

    /// <summary>Leaves so many choices in every list, and the one chosen beforehand.</summary>
    public static void CutChoices(JsonObject card, int max, int most = FewChoices)
    {
        foreach (JsonObject input in TeamsElements.Inside(card).Where(found => (string?)found["type"] == "Input.ChoiceSet"))
        {
            JsonArray choices = input["choices"]!.AsArray();
            while (choices.Count > most && Of(card) > max)
            {
                choices.RemoveRange(Math.Max(most, choices.Count / 2), choices.Count - Math.Max(most, choices.Count / 2));
            }

            if (!choices.Any(choice => (string?)choice!["value"] == (string?)input["value"]))
            {
                input.Remove("value");
            }
        }
    }

    /// <summary>The texts of a card that people read and that are not on a button, with the name they have there.</summary>
    private static (JsonObject Holder, string Name)[] Texts(JsonObject card, bool isMarkup) =>
    [
        .. TeamsElements.Inside(card).SelectMany(found => (isMarkup ? NamesOfMarkup(found) : NamesOfWords(found)).Where(found.ContainsKey).Select(name => (found, name))),
    ];

    private static string[] NamesOfMarkup(JsonObject found) => (string?)found["type"] switch
    {
        "TextBlock" => ["text"],
        null when TeamsElements.IsEntry(found, "facts") => ["title", "value"],
        _ => [],
    };

    private static string[] NamesOfWords(JsonObject found) => (string?)found["type"] switch
    {
        "TextRun" => ["text"],
        "AdaptiveCard" => ["fallbackText"],
        null when TeamsElements.IsEntry(found, "choices") => ["title"],
        _ => [],
    };

    private static void Shorten(JsonObject card, int max, (JsonObject Holder, string Name)[] texts, Func<string, int, string> cut)
    {
        int longest = texts.Select(text => ((string)text.Holder[text.Name]!).Length).DefaultIfEmpty().Max();
        while (longest > ShortestText && Of(card) is var size && size > max)
        {
            // In small steps where little is too much, so that no more is lost than has to be.
            longest = Math.Max(ShortestText, size > max * 2 ? longest / 2 : longest * 7 / 8);
            foreach ((JsonObject holder, string name) in texts.Where(text => ((string)text.Holder[text.Name]!).Length > longest))
            {
                holder[name] = cut((string)holder[name]!, longest);
            }
        }
    }

    /// <summary>Clients that need them are rare; what a client without charts shows stays.</summary>
    private static void DropFallbacks(JsonObject card, int max)
    {
        foreach (JsonObject action in TeamsElements.Inside(card).Where(found => (string?)found["type"] == "Action.Execute").ToList())
        {
            _ = Of(card) > max && action.Remove("fallback");
        }
    }

    private static void DropLinks(JsonObject card, int max)
    {
        foreach (JsonObject link in TeamsElements.Inside(card).Where(found => ((string?)found["url"])?.Length > LongLink).OrderByDescending(found => ((string)found["url"]!).Length).ToList())
        {
            if (Of(card) > max && link.Parent is JsonArray { Count: > 1 } row)
            {
                row.Remove(link);
            }
            else if (Of(card) > max && link.Parent?.Parent is JsonObject { Parent: JsonArray items } actionSet && (string?)actionSet["type"] == "ActionSet")
            {
                items.Remove(actionSet);
            }
            else if (Of(card) > max && link.Parent?.Parent is JsonObject holder)
            {
                holder.Remove("actions");
            }
        }
    }

    /// <summary>Drops from the end of the body, never the first line, and says how many entries are missing.</summary>
    private static void DropEntries(JsonObject card, int max)
    {
        const int SizeOfMore = 400;
        JsonArray body = card["body"]!.AsArray();
        int dropped = 0;
        while (Of(card) > max - SizeOfMore && body.Count > 1)
        {
            body.RemoveAt(body.Count - 1);
            dropped++;
        }

        if (dropped > 0)
        {
            body.Add((JsonNode)TeamsElements.Words(string.Create(CultureInfo.InvariantCulture, $"{dropped} more than fit here")));
        }
    }
}
