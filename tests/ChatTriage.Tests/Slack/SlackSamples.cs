using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms.Slack;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;

namespace ChatTriage.Tests.Slack;

/// <summary>Every Slack card and form drawn over its sample, and over what the world may make of it.</summary>
internal static class SlackSamples
{
    private const string Zalgo = "Z\u0351\u036b\u0343a\u0328\u0321l\u034ag\u031b\u0317o\u0322\u0335";

    /// <summary>Not words but names of things of ours; the program never puts anything else there.</summary>
    private static readonly string[] Fixed = ["role", "category", "primary", "verb", "visibility", "rerouteFirst", "address"];

    private static readonly string[] Links = ["url", "answerUrl"];

    /// <summary>What the program escapes for the platform, because Slack reads these fields as mrkdwn.</summary>
    private static readonly string[] Markup = ["state", "decision", "source", "posted", "title", "window", "footer", "value"];

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["long-word"] = new('w', 6000),
        ["long-lines"] = string.Concat(Enumerable.Repeat("A line of words.\n", 400)),
        ["long-hostile"] = string.Concat(Enumerable.Repeat("<!channel> & <@U012AB> *a* `b` ", 250)),
        ["long-emoji"] = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 500)),
        ["long-zalgo"] = $"a{string.Concat(Enumerable.Repeat("\u0351", 6000))} {Zalgo}",
        ["hostile"] = "<!channel> <!here> <@U012AB> <!subteam^S012AB> <#C012AB|x> <https://evil.example|safe> *bold* _it_ ~no~ `code` ```block``` :rotating_light: > quote\n> quote &lt; ${mention} | \" \\",
        ["bidi"] = "\u202Egnp.exe\u202C \u2066\u2067مرحبا بالعالم\u2069 שלום",
        ["zalgo"] = Zalgo,
        ["odd-emoji"] = "\uD83D \uDE00\uD83D 😀 👨‍👩‍👧 🇩🇪🇩 \u200D\u200D ❤️ 👍🏽 \uFE0F 🏴\U000E0067\U000E0062",
        ["spaces"] = "  \n\t ",
        ["one-letter"] = "x",
        ["asterisk"] = "*",
    };

    /// <summary>Templates of the Slack folder.</summary>
    public static IReadOnlyList<string> Templates { get; } = CardFiles.NamesIn("slack");

    /// <summary>The kinds of data.</summary>
    public static IReadOnlyList<string> Kinds => ["sample", .. Texts.Keys, "empty-texts", "nothing", "many", "many-long", "long-links", "wrong-links"];

    private static CardLibrary Library { get; } = new(Repository.At("cards"), ["slack"]);

    /// <summary>A platform that draws the Slack folder.</summary>
    private static FakePlatform Platform { get; } = new() { CardFolder = "slack" };

    /// <summary>A card or form as it would be sent.</summary>
    public static JsonObject Sent(string template, string kind = "sample") => Draw(template, Data(CardFiles.Sample(template), kind));

    /// <summary>Data as it would be sent.</summary>
    public static JsonObject Draw(string template, JsonObject data)
    {
        DrawnCard card = Library.Draw(Platform, template, data);
        if (IsView(template))
        {
            return SlackBlocks.View(card);
        }

        JsonObject message = SlackBlocks.Message(card);
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        return message;
    }

    /// <summary>Whether it is drawn for a view and not for a message.</summary>
    public static bool IsView(string template) => template == "home" || template.StartsWith("form-", StringComparison.Ordinal);

    private static JsonObject Data(JsonObject sample, string kind) => kind switch
    {
        "sample" => sample,
        "empty-texts" => Change(sample, (_, _) => ""),
        "nothing" => Empty(sample),
        "many" => Many(sample),
        "many-long" => Change(Many(sample), (name, _) => Word(name, Texts["long-hostile"])),
        "long-links" => Change(Many(sample), (name, text) => Links.Contains(name) ? $"https://example.com/{new string('p', 2970)}" : text),
        "wrong-links" => Change(sample, (name, text) => Links.Contains(name) ? "javascript:alert(1)" : text),
        _ => Change(sample, (name, _) => Word(name, Texts[kind])),
    };

    private static string Word(string name, string text) =>
        Links.Contains(name) ? $"https://example.com/?q={Uri.EscapeDataString(text.Replace("\uD83D", "", StringComparison.Ordinal)).PadRight(200)[..200].Trim('%').Trim()}"
        : Markup.Contains(name) ? SlackText.Escape(text) : text;

    /// <summary>Every text that comes from outside, changed.</summary>
    private static JsonObject Change(JsonObject sample, Func<string, string, string> change) => new(sample.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        JsonObject inner => Change(inner, change),
        JsonArray list => new JsonArray([.. list.Select(entry => entry is JsonObject inner ? Change(inner, change) : entry?.DeepClone())]),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String && !Fixed.Contains(field.Key) => change(field.Key, (string)value!),
        var other => other?.DeepClone(),
    })));

    /// <summary>Lists without entries, and nothing where a card may have nothing.</summary>
    private static JsonObject Empty(JsonObject sample) => new(sample.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        JsonArray when field.Key == "words" => new JsonArray(new JsonObject { ["text"] = "", ["bold"] = false }),
        JsonArray => new JsonArray(),
        JsonObject inner => Empty(inner),
        JsonValue when field.Key is "text" or "state" or "title" or "message" or "mention" or "version" || Markup.Contains(field.Key) && field.Key is not ("decision" or "window" or "footer") => field.Value.DeepClone(),
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.True => false,
        _ => null,
    })));

    /// <summary>Far more than is ever given: the settings keep lists short, this must not be what holds a card together.</summary>
    private static JsonObject Many(JsonObject sample) => new(sample.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        JsonArray { Count: > 0 } list => new JsonArray([.. Enumerable.Range(0, Count(field.Key)).Select(index => Numbered(list[index % list.Count]!, index))]),
        var other => other?.DeepClone(),
    })));

    private static JsonNode Numbered(JsonNode entry, int index)
    {
        JsonNode copy = entry.DeepClone();
        if (copy["name"] is { } name)
        {
            copy["name"] = $"{name} {index}";
        }

        return copy;
    }

    private static int Count(string list) => list switch { "facts" => 60, "claims" or "decisions" or "desks" => 10, "otherBrands" => 200, "people" => 20, "reroutes" => 2, "words" => 40, _ => 30 };
}
