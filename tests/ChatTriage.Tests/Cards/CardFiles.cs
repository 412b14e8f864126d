using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Cards;

/// <summary>The templates under <c>cards/</c> with their sample data.</summary>
internal static class CardFiles
{
    /// <summary>Names of the templates of the platforms that draw Adaptive Cards.</summary>
    public static IReadOnlyList<string> Names { get; } = NamesIn("teams");

    /// <summary>Names of the files in one folder under <c>cards/</c>.</summary>
    public static IReadOnlyList<string> NamesIn(string folder) =>
        [.. Directory.EnumerateFiles(Repository.At("cards", folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>A template as it is written.</summary>
    public static JsonObject Template(string name) => Read("teams", name);

    /// <summary>A Block Kit template as it is written.</summary>
    public static JsonObject SlackTemplate(string name) => Read("slack", name);

    /// <summary>Its sample data.</summary>
    public static JsonObject Sample(string name) => Read("data", SampleOf(name));

    /// <summary>Name of the sample of a template: forms share one.</summary>
    public static string SampleOf(string name) => name.StartsWith("form-", StringComparison.Ordinal) ? "form" : name;

    /// <summary>The template expanded over its sample.</summary>
    public static JsonObject Expanded(string name) =>
        CardTemplate.Parse(Template(name).ToJsonString(), name).Expand(Sample(name))!.AsObject();

    /// <summary>Every object in a card, the card itself first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.SelectMany(property => Objects(property.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static JsonObject Read(string folder, string name) => JsonNode.Parse(File.ReadAllText(Repository.At("cards", folder, $"{name}.json")))!.AsObject();
}
