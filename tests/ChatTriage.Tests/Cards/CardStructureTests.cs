using System.Text.Json.Nodes;
using ChatTriage.Tests.Snapshots;

namespace ChatTriage.Tests.Cards;

/// <summary>
/// Every card that people see, and every template over its sample, is an Adaptive Card 1.5: known elements, their required properties, and none
/// that the schema does not have. By hand, so that it is held also where the official schema and its validator are not there (TeamsCardTests).
/// </summary>
public sealed class CardStructureTests
{
    private static readonly string[] Element = ["type", "spacing", "separator", "id", "isVisible", "fallback", "height", "requires"];
    private static readonly string[] Action = ["type", "title", "iconUrl", "style", "id", "mode", "tooltip", "isEnabled", "fallback", "requires"];
    private static readonly string[] Input = [.. Element, "label", "isRequired", "errorMessage", "value"];

    /// <summary>Required and optional properties of what our cards are made of.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Known = new()
    {
        ["AdaptiveCard"] = (["type", "version", "body"], ["actions", "fallbackText", "refresh", "$schema"]),
        ["TextBlock"] = (["text"], [.. Element, "wrap", "weight", "size", "style", "isSubtle", "color", "maxLines"]),
        ["RichTextBlock"] = (["inlines"], [.. Element, "horizontalAlignment"]),
        ["TextRun"] = (["text"], ["type", "weight", "size", "isSubtle", "color", "italic", "highlight"]),
        ["Container"] = (["items"], [.. Element, "style", "bleed"]),
        ["FactSet"] = (["facts"], Element),
        ["ActionSet"] = (["actions"], Element),
        ["Image"] = (["url", "altText"], Element),
        ["Chart.VerticalBar"] = (["title", "data", "fallback"], Element),
        ["Chart.VerticalBar.Grouped"] = (["title", "data", "fallback"], Element),
        ["Chart.Donut"] = (["title", "data", "fallback"], Element),
        ["Input.Text"] = (["id"], [.. Input, "placeholder", "isMultiline", "maxLength"]),
        ["Input.ChoiceSet"] = (["id", "choices"], [.. Input, "style", "placeholder", "wrap", "isMultiSelect"]),
        ["Action.Execute"] = (["verb", "title"], [.. Action, "data", "associatedInputs"]),
        ["Action.OpenUrl"] = (["url", "title"], Action),
        ["Action.ShowCard"] = (["card", "title"], Action),
    };

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["weight"] = ["Lighter", "Default", "Bolder"],
        ["size"] = ["Default", "Small", "Medium", "Large", "ExtraLarge"],
        ["spacing"] = ["Default", "None", "Small", "Medium", "Large", "ExtraLarge", "Padding"],
        ["style"] = ["default", "heading", "emphasis", "compact", "expanded", "positive", "destructive"],
        ["associatedInputs"] = ["auto", "none"],
    };

    public static TheoryData<string> Templates => [.. CardFiles.Names];

    /// <summary>Cards of the platforms that draw Adaptive Cards; the others are looked at by their own rules.</summary>
    public static TheoryData<string> Shown =>
        [.. Directory.EnumerateFiles(Snapshot.Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => !name.StartsWith("slack-", StringComparison.Ordinal) && !name.StartsWith("teams-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_Expands_To_An_Adaptive_Card(string name) => Faults(CardFiles.Expanded(name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Shown))]
    public void Shown_Card_Is_An_Adaptive_Card(string name) =>
        Faults(JsonNode.Parse(File.ReadAllText(Path.Combine(Snapshot.Folder, $"{name}.json")))!.AsObject()).ShouldBeEmpty();

    [Fact]
    public void A_Wrong_Card_Is_Noticed() => Faults(JsonNode.Parse("""
        {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlok"}, {"type": "TextBlock", "wrp": true}, {"type": "FactSet", "facts": [{"title": null}]}],
         "actions": [{"type": "Action.OpenUrl", "title": "x", "url": null, "style": "loud"}]}
        """)!.AsObject()).Count().ShouldBe(8);

    private static IEnumerable<string> Faults(JsonObject card) => CardFiles.Objects(card).SelectMany(found => (string?)found["type"] is { } type
        ? Known.TryGetValue(type, out (string[] Required, string[] Optional) known) ? ElementFaults(found, type, known.Required, known.Optional) : [$"{found.GetPath()}: unknown {type}"]
        : PlainFaults(found));

    private static IEnumerable<string> ElementFaults(JsonObject found, string type, string[] required, string[] optional) =>
    [
        .. required.Where(name => found[name] is null).Select(name => $"{found.GetPath()}: {type} without {name}"),
        .. found.Where(property => !required.Contains(property.Key) && !optional.Contains(property.Key)).Select(property => $"{found.GetPath()}: {type} has no {property.Key}"),
        .. found.Where(property => property.Value is null).Select(property => $"{found.GetPath()}.{property.Key} is null"),
        .. found.Where(property => Words.TryGetValue(property.Key, out string[]? words) && !words.Contains(property.Value?.ToString()))
            .Select(property => $"{found.GetPath()}.{property.Key} is {property.Value}"),
    ];

    /// <summary>Facts and choices have a title and a value, bars a place and a height; the data of a button is ours.</summary>
    private static IEnumerable<string> PlainFaults(JsonObject found) => found.Parent is JsonObject
        ? []
        : (found.Parent?.Parent?["legend"] is not null ? ["x", "y"] : ((string?)found.Parent?.Parent?["type"]) switch { "Chart.VerticalBar" => new[] { "x", "y" }, "Chart.Donut" => ["legend", "value"], "Chart.VerticalBar.Grouped" => ["legend"], _ => ["title", "value"] }).Where(name => found[name] is not JsonValue).Select(name => $"{found.GetPath()}: without {name}");
}
