using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// The blocks of a card in the parts that a template repeats: what is in <c>{"blocks": […]}</c> inside of the list stays or goes together, as a
/// post without its line would mislead. All together are brought within what one message or view may have.
/// </summary>
internal static class SlackParts
{
    /// <summary>Texts are not cut below this as long as something else can go.</summary>
    private const int ShortestText = 60;

    private const int SizeOfMore = 200;

    /// <summary>What a <c>block_id</c> that is given later takes.</summary>
    private const int SizeOfId = 30;

    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What Slack would take of each part; the list is empty afterwards.</summary>
    public static List<JsonArray> Of(JsonArray blocks) =>
    [
        .. Detach(blocks).Select(block => (block["blocks"] is JsonArray group ? Detach(group) : [block]).SelectMany(SlackLimits.Keep).ToArray<JsonNode>())
            .Where(part => part.Length > 0)
            .Select(part => new JsonArray(part)),
    ];

    /// <summary>All blocks in one list.</summary>
    public static JsonArray Joined(List<JsonArray> parts) => new([.. parts.SelectMany(Detach)]);

    /// <summary>
    /// Shortens the longest foreign words first, then the longest of our own lines; buttons that do something stay in any case. Only what is still too
    /// much then goes: links with long addresses, and parts from the end.
    /// </summary>
    public static void Fit(List<JsonArray> parts, int maxBlocks, int maxSize)
    {
        DropParts(parts, maxBlocks, int.MaxValue);
        if (Size(parts) <= maxSize)
        {
            return;
        }

        Shorten(parts, maxSize, Words(parts, isMarkup: false), (text, max) => CardText.Cut(text, max));
        Shorten(parts, maxSize, Words(parts, isMarkup: true), SlackText.CutMarkup);
        DropLinks(parts, maxSize);
        DropParts(parts, maxBlocks, maxSize);
    }

    private static int Count(List<JsonArray> parts) => parts.Sum(part => part.Count);

    private static int Size(List<JsonArray> parts) => 2 + parts.Sum(part => part.ToJsonString(AsSent).Length + (SizeOfId * part.Count));

    /// <summary>Objects whose <c>text</c> is read by people and is not on a button.</summary>
    private static JsonObject[] Words(List<JsonArray> parts, bool isMarkup) =>
    [
        .. parts.SelectMany(part => part).SelectMany(Objects)
            .Where(found => found["text"] is JsonValue && !IsOnButton(found) && ((string?)found["type"] == "mrkdwn") == isMarkup),
    ];

    private static bool IsOnButton(JsonObject text) => text.Parent is JsonObject holder && (holder.ContainsKey("action_id") || holder.ContainsKey("value"));

    private static void Shorten(List<JsonArray> parts, int maxSize, JsonObject[] texts, Func<string, int, string> cut)
    {
        int max = texts.Select(text => ((string)text["text"]!).Length).DefaultIfEmpty().Max();
        while (max > ShortestText && Size(parts) is var size && size > maxSize)
        {
            // In small steps where little is too much, so that no more is lost than has to be.
            max = Math.Max(ShortestText, size > maxSize * 2 ? max / 2 : max * 7 / 8);
            foreach (JsonObject text in texts.Where(text => ((string)text["text"]!).Length > max))
            {
                text["text"] = cut((string)text["text"]!, max);
            }
        }
    }

    private static void DropLinks(List<JsonArray> parts, int maxSize)
    {
        var links = new Queue<JsonObject>(parts.SelectMany(part => part).SelectMany(Objects).Where(found => found.ContainsKey("url"))
            .OrderByDescending(button => ((string)button["url"]!).Length));
        while (Size(parts) > maxSize && links.TryDequeue(out JsonObject? link))
        {
            switch (link.Parent)
            {
                case JsonArray row:
                    row.Remove(link);
                    if (row.Count == 0)
                    {
                        parts.ForEach(part => part.Remove(row.Parent));
                    }

                    break;
                case JsonObject section:
                    section.Remove("accessory");
                    break;
            }
        }
    }

    /// <summary>Drops parts from the end, groups first and never the first line or a row of buttons, and says how many are missing.</summary>
    private static void DropParts(List<JsonArray> parts, int maxBlocks, int maxSize)
    {
        if (Count(parts) <= maxBlocks && Size(parts) <= maxSize)
        {
            return;
        }

        int dropped = 0;
        int place = 0;
        while ((Count(parts) > maxBlocks - 1 || Size(parts) > maxSize - SizeOfMore) && LastToDrop(parts) is var last and > 0)
        {
            parts.RemoveAt(last);
            place = last;
            dropped++;
        }

        if (dropped > 0)
        {
            parts.Insert(place, [More(dropped)]);
        }
    }

    private static int LastToDrop(List<JsonArray> parts) =>
        parts.FindLastIndex(part => part.Count > 1) is var group and > 0 ? group : parts.FindLastIndex(part => (string?)part[0]!["type"] != "actions");

    private static JsonObject More(int count) => new()
    {
        ["type"] = "context",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "plain_text",
            ["text"] = string.Create(CultureInfo.InvariantCulture, $"{count} more than fit here"),
            ["emoji"] = false,
        }),
    };

    /// <summary>Takes the entries out, so that they can be put elsewhere without being copied.</summary>
    private static JsonObject[] Detach(JsonArray list)
    {
        JsonObject[] entries = [.. list.OfType<JsonObject>()];
        list.Clear();
        return entries;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.SelectMany(property => Objects(property.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
