using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Cards;

/// <summary>What the world may make of the data of a card: hostile, endless, empty, much.</summary>
internal static class CardSamples
{
    private const string Zalgo = "Z\u0351\u036b\u0343a\u0328\u0321l\u034ag\u031b\u0317o\u0322\u0335";

    /// <summary>Not words but names of things of ours; the program never puts anything else there.</summary>
    private static readonly string[] Fixed = ["role", "category", "primary", "verb", "visibility", "rerouteFirst", "address", "color", "x", "ask", "next", "longer", "place"];

    private static readonly string[] Links = ["url", "answerUrl", "picture"];

    /// <summary>What the program escapes for the platform, because it reads these fields as markup.</summary>
    private static readonly string[] Markup = ["state", "decision", "source", "posted", "title", "window", "change", "footer", "value", "brand", "seen"];

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["long-word"] = new('w', 6000),
        ["long-lines"] = string.Concat(Enumerable.Repeat("A line of words.\n", 400)),
        ["long-hostile"] = string.Concat(Enumerable.Repeat("<!channel> & <@U012AB> *a* `b` ", 250)),
        ["long-emoji"] = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 500)),
        ["long-zalgo"] = $"a{string.Concat(Enumerable.Repeat("\u0351", 6000))} {Zalgo}",
        ["hostile"] = "<!channel> <!here> <@U012AB> <!subteam^S012AB> <#C012AB|x> <https://evil.example|safe> *bold* _it_ ~no~ `code` ```block``` :rotating_light: > quote\n> quote &lt; ${mention} | \" \\",
        ["markdown"] = "# Title\n**bold** __bold__ _it_ *it* ~~no~~ `code` [safe](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>\n- list\n1. list\n> quote\n| a | b |\n|---|---|\n[safe]: https://evil.example\n    code\n===\n<at>Olivia</at> &lt;b&gt; {{DATE(2020-01-01T00:00:00Z)}} \\*a\\*",
        ["bidi"] = "\u202Egnp.exe\u202C \u2066\u2067مرحبا بالعالم\u2069 שלום",
        ["zalgo"] = Zalgo,
        ["odd-emoji"] = "\uD83D \uDE00\uD83D 😀 👨‍👩‍👧 🇩🇪🇩 \u200D\u200D ❤️ 👍🏽 \uFE0F 🏴\U000E0067\U000E0062",
        ["spaces"] = "  \n\t ",
        ["one-letter"] = "x",
        ["asterisk"] = "*",
    };

    /// <summary>The kinds of data.</summary>
    public static IReadOnlyList<string> Kinds => ["sample", .. Texts.Keys, "empty-texts", "nothing", "many", "many-long", "long-links", "wrong-links"];

    /// <summary>The data of a kind.</summary>
    /// <param name="sample">What the data is made of.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="escape">What the platform does to words in fields that it reads as markup.</param>
    /// <param name="inert">What the program does to words in other fields; nothing, where the platform's own care is to be seen.</param>
    public static JsonObject Data(JsonObject sample, string kind, Func<string, string> escape, Func<string, string>? inert = null) => kind switch
    {
        "sample" => sample,
        "empty-texts" => Change(sample, (_, _) => ""),
        "nothing" => Empty(sample),
        "many" => Many(sample),
        "many-long" => Change(Many(sample), (name, _) => Word(escape, inert, name, Texts["long-hostile"])),
        "long-links" => Change(Many(sample), (name, text) => Links.Contains(name) ? $"https://example.com/{new string('p', 2970)}" : text),
        "wrong-links" => Change(sample, (name, text) => Links.Contains(name) ? "javascript:alert(1)" : text),
        _ => Change(sample, (name, _) => Word(escape, inert, name, Texts[kind])),
    };

    /// <summary>Words as the program would put them into that field; a link stays one.</summary>
    public static string Word(Func<string, string> escape, Func<string, string>? inert, string name, string text) =>
        Links.Contains(name) ? $"https://example.com/?q={Uri.EscapeDataString(text.Replace("\uD83D", "", StringComparison.Ordinal)).PadRight(200)[..200].Trim('%').Trim()}"
        : name == "name" ? text[..Math.Min(text.Length, 300)]
        : name == "share" ? text[..Math.Min(text.Length, 500)]
        : Markup.Contains(name) ? escape(text) : inert?.Invoke(text) ?? text;

    /// <summary>Every text that comes from outside, changed.</summary>
    public static JsonObject Change(JsonObject sample, Func<string, string, string> change) => new(sample.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        JsonObject inner => Change(inner, change),
        JsonArray list => new JsonArray([.. list.Select(entry => entry is JsonObject inner ? Change(inner, change) : entry?.DeepClone())]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && !Fixed.Contains(field.Key) => change(field.Key, (string)value!),
        var other => other?.DeepClone(),
    })));

    /// <summary>Lists without entries, and nothing where a card may have nothing.</summary>
    private static JsonObject Empty(JsonObject sample) => new(sample.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        JsonArray when field.Key == "words" => new JsonArray(new JsonObject { ["text"] = "", ["bold"] = false }),
        JsonArray => new JsonArray(),
        JsonObject inner => Empty(inner),
        JsonValue when field.Key is "text" or "state" or "title" or "message" or "mention" or "version" || Markup.Contains(field.Key) && field.Key is not ("decision" or "window" or "change" or "footer") => field.Value.DeepClone(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True => false,
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
        if (copy is JsonObject && copy["name"] is { } name)
        {
            copy["name"] = $"{name} {index}";
        }

        return copy;
    }

    private static int Count(string list) => list switch { "facts" => 60, "claims" or "decisions" or "desks" => 10, "otherBrands" => 200, "people" => 20, "reroutes" => 2, "words" => 40, _ => 30 };
}
