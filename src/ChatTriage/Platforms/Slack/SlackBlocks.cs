using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Drawn cards as Slack takes them. Whatever a template and its data gave, what leaves here is within Slack's limits
/// (https://docs.slack.dev/reference/block-kit): a card that is refused would be a mention that nobody sees.
/// </summary>
internal static class SlackBlocks
{
    /// <summary>Slack has answered <c>msg_blocks_too_long</c> from about 13,200 characters of blocks on.</summary>
    public const int MaxMessageSize = 12_500;

    /// <summary>More in a message are refused.</summary>
    public const int MaxMessageBlocks = 50;

    private const string Chart = "data_visualization";
    private const int MaxViewBlocks = 100;

    /// <summary>A view may have 250 kB, of up to three bytes a character.</summary>
    private const int MaxViewSize = 80_000;

    private const int MaxFallbackText = 3000;
    private const int MaxViewButton = 24;
    private const int MaxMetadata = 3000;

    /// <summary>Whether something on it needs a client that draws charts.</summary>
    public static bool HasChart(DrawnCard card) => card.Json.Contains($"\"{Chart}\"", StringComparison.Ordinal);

    /// <summary>Whether Slack would have to fetch a picture from us to show it.</summary>
    public static bool HasPicture(DrawnCard card) => card.Json.Contains("\"image_url\"", StringComparison.Ordinal);

    /// <summary><c>text</c> and <c>blocks</c> of a message.</summary>
    /// <param name="card">As it was drawn.</param>
    /// <param name="nativeCharts">Whether the workspace draws charts; otherwise each gives way to what its <c>fallback</c> says.</param>
    /// <param name="pictures">Whether Slack gets at our pictures; otherwise the same for these.</param>
    public static JsonObject Message(DrawnCard card, bool nativeCharts = false, bool pictures = true)
    {
        string text = string.IsNullOrWhiteSpace(card.Text) ? "ChatTriage" : SlackText.CutMarkup(SlackText.Escape(card.Text), MaxFallbackText);
        return new JsonObject { ["text"] = text, ["blocks"] = Blocks(Chosen(JsonNode.Parse(card.Json)!.AsObject(), nativeCharts, pictures), MaxMessageBlocks, MaxMessageSize) };
    }

    /// <summary>A form or the App Home.</summary>
    public static JsonObject View(DrawnCard card)
    {
        JsonObject view = JsonNode.Parse(card.Json)!.AsObject();
        view["blocks"] = Blocks(view, MaxViewBlocks, MaxViewSize);
        foreach (string name in new[] { "title", "submit", "close" })
        {
            SlackLimits.CutText(view, name, MaxViewButton);
        }

        SlackLimits.CutString(view, "private_metadata", MaxMetadata);
        return view;
    }

    private static JsonObject Chosen(JsonObject drawn, bool nativeCharts, bool pictures)
    {
        drawn["blocks"] = new JsonArray([.. Chosen(drawn["blocks"])]);
        return drawn;

        IEnumerable<JsonObject> Chosen(JsonNode? list) => Detached(list).SelectMany(block =>
            block.Remove("fallback", out JsonNode? instead) && !((string?)block["type"] == Chart ? nativeCharts : pictures) ? Chosen(instead) : [block]);
    }

    private static JsonObject[] Detached(JsonNode? list)
    {
        JsonObject[] blocks = [.. (list as JsonArray ?? []).OfType<JsonObject>()];
        (list as JsonArray)?.Clear();
        return blocks;
    }

    private static JsonArray Blocks(JsonObject drawn, int maxBlocks, int maxSize)
    {
        JsonArray before = drawn["blocks"]!.AsArray();
        bool hadRichText = before.OfType<JsonObject>().Any(IsRichText);
        List<JsonArray> parts = SlackParts.Of(before);
        if (hadRichText && !parts.Exists(part => part.OfType<JsonObject>().Any(IsRichText)))
        {
            parts.Insert(Math.Min(1, parts.Count), [NothingToShow()]);
        }

        SlackParts.Fit(parts, maxBlocks, maxSize);
        NameBlocks(parts);
        return SlackParts.Joined(parts);
    }

    /// <summary>Slack takes a block with the id it had for unchanged, so every drawing has ids of its own.</summary>
    private static void NameBlocks(List<JsonArray> parts)
    {
        string drawing = RandomNumberGenerator.GetHexString(8, lowercase: true);
        foreach ((int index, JsonObject block) in parts.SelectMany(part => part.OfType<JsonObject>()).Index())
        {
            block["block_id"] ??= $"{drawing}-{index}";
        }
    }

    private static bool IsRichText(JsonObject block) => (string?)block["type"] == "rich_text";

    /// <summary>A message with rich text cannot be changed to one without (<c>block_mismatch</c>), so a post without words keeps its place.</summary>
    private static JsonObject NothingToShow() => JsonNode.Parse(
        """{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "(nothing that can be shown)"}]}]}""")!.AsObject();
}
