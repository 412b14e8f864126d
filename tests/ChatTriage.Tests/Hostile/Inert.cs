using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatTriage.Tests.Hostile;

/// <summary>Looks through a card for what foreign words must never become.</summary>
internal static partial class Inert
{
    /// <summary>Element types whose text a client reads as Markdown or as a label.</summary>
    private static readonly string[] MarkedUp = ["TextBlock", "FactSet", "Fact"];

    /// <summary>No part of the card is anything but quoted text to a client.</summary>
    /// <param name="card">The card.</param>
    /// <param name="foreign">A word that only the mention or its author holds.</param>
    public static void ShouldBeInert(this JsonNode card, string foreign)
    {
        foreach ((string path, string type, string name, string text) in Texts(card))
        {
            string where = $"{path}: {text}";
            text.EnumerateRunes().Where(IsHarmful).ShouldBeEmpty(where);
            ClientFunctions().Matches(text).Select(match => match.Value).ShouldAllBe(function => OurDates().IsMatch(function), where);
            if (name == "url")
            {
                // Pictures of charts on the playground are this program's own, beside the page.
                _ = text.StartsWith("/charts/", StringComparison.Ordinal) || new Uri(text).Scheme is "http" or "https" ? where : throw new ShouldAssertException(where);
                continue;
            }

            if (text.Contains(foreign, StringComparison.Ordinal))
            {
                (name is "text" or "fallbackText").ShouldBeTrue(where);
                MarkedUp.ShouldNotContain(type, where);
                text.Length.ShouldBeLessThanOrEqualTo(5_000, where);
            }
        }

        Quoted(card).Length.ShouldBeLessThanOrEqualTo(420, "the quoted words are cut");
    }

    /// <summary>Every text of a card with the type of the element it stands in and the name it has there.</summary>
    public static IEnumerable<(string Path, string Type, string Name, string Text)> Texts(JsonNode? node, string type = "")
    {
        switch (node)
        {
            case JsonObject element:
                string own = (string?)element["type"] ?? (element.Parent is JsonArray { Parent: JsonObject list } && list["facts"] is not null ? "Fact" : type);
                return element.SelectMany(property => property.Value is JsonValue value && value.TryGetValue(out string? text)
                    ? [(value.GetPath(), own, property.Key, text)]
                    : Texts(property.Value, own));
            case JsonArray array:
                return array.SelectMany(item => Texts(item, type));
            default:
                return [];
        }
    }

    /// <summary>The words of the post: the runs in the box together.</summary>
    private static string Quoted(JsonNode card) => string.Concat(Blocks(card)
        .Where(block => (string?)block.Parent?.Parent?["style"] == "emphasis")
        .SelectMany(block => block["inlines"]!.AsArray())
        .Select(run => (string?)run!["text"]));

    private static IEnumerable<JsonObject> Blocks(JsonNode? node) => node switch
    {
        JsonObject element when element["inlines"] is not null => [element],
        JsonObject element => element.SelectMany(property => Blocks(property.Value)),
        JsonArray array => array.SelectMany(Blocks),
        _ => [],
    };

    private static bool IsHarmful(Rune rune) => rune.Value switch
    {
        '\n' => false,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200E or 0x200F or 0x061C => true,
        >= 0xE0000 and <= 0xE007F or 0xFEFF => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control,
    };

    [GeneratedRegex(@"\{\{.*?(\}\}|$)", RegexOptions.Singleline)]
    private static partial Regex ClientFunctions();

    /// <summary>The only functions of the client that we write ourselves, in the time zone of the reader.</summary>
    [GeneratedRegex(@"^\{\{(DATE|TIME)\(2026-11-23T\d\d:\d\d:\d\dZ(,SHORT)?\)\}\}$")]
    private static partial Regex OurDates();
}
