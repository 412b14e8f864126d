using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms.Teams;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;

namespace ChatTriage.Tests.Teams;

/// <summary>Every Teams card drawn over its sample and over what the world may make of it, ready to be sent.</summary>
internal static class TeamsCardSamples
{
    /// <summary>Larger than anything that is ever given: every text, every list. Only the names in lists to choose from are as long as names are.</summary>
    public const string Largest = "largest";

    private const int LargestList = 3000;

    private static readonly string[] Times = ["posted", "seen"];

    /// <summary>Templates of the Teams folder.</summary>
    public static IReadOnlyList<string> Templates { get; } = CardFiles.NamesIn("teams");

    /// <summary>The kinds of data.</summary>
    public static IReadOnlyList<string> Kinds => [.. CardSamples.Kinds, Largest];

    private static CardLibrary Library { get; } = new(Repository.At("cards"), ["teams"]);

    private static FakePlatform Platform { get; } = new();

    /// <summary>A card as it would be sent.</summary>
    public static JsonObject Ready(string template, string kind = "sample", bool shorter = false) => Ready(template, Data(template, kind), shorter);

    /// <summary>Data as it would be sent; everybody is known to Teams.</summary>
    public static JsonObject Ready(string template, JsonObject data, bool shorter = false) => TeamsCards.Ready(Drawn(template, data), IdOf, shorter);

    /// <summary>A card as it comes from its template.</summary>
    public static DrawnCard Drawn(string template, JsonObject data) => Library.Draw(Platform, template, data);

    /// <summary>What Teams calls somebody, as long as it really is.</summary>
    public static string? IdOf(Address person) => $"29:1{person.Id.PadRight(80, 'x')}";

    /// <summary>Data of a kind, with times as this platform writes them.</summary>
    public static JsonObject Data(string template, string kind)
    {
        JsonObject sample = CardFiles.Sample(template);
        foreach (string time in Times.Where(sample.ContainsKey))
        {
            sample[time] = TeamsText.Moment(new DateTimeOffset(2026, 11, 23, 14, 2, 0, TimeSpan.Zero), withDate: true);
        }

        return kind == Largest
            ? CardSamples.Change(Grow(sample), (name, text) => name == "name" ? text : CardSamples.Word(TeamsText.Escape, CardText.Inert, name, string.Concat(Enumerable.Repeat($"{text} *a* 👩‍👩‍👧‍👦 \" ", 100))))
            : CardSamples.Data(sample, kind, TeamsText.Escape, CardText.Inert);
    }

    private static JsonObject Grow(JsonObject sample) => new(sample.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        JsonArray { Count: > 0 } list => new JsonArray([.. Enumerable.Range(0, field.Key is "people" or "otherBrands" or "watchers" ? LargestList : field.Key is "reroutes" ? list.Count : 40).Select(index => Numbered(list[index % list.Count]!, index))]),
        var other => other?.DeepClone(),
    })));

    private static JsonNode Numbered(JsonNode entry, int index) => entry is JsonValue watcher ? $"{watcher}{index}" : entry.DeepClone();
}
