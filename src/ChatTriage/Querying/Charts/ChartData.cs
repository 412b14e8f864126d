using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;

namespace ChatTriage.Querying.Charts;

/// <summary>A chart as the templates take it: for clients that draw, as a picture for those that do not, and in words for the rest.</summary>
public sealed class ChartData(ChartLinks links)
{
    /// <summary>More, and a bar is too thin to have a label.</summary>
    public const int MostBars = 31;

    private const int MostPoints = 20;
    private const int Words = 1000;
    private const int LongestTitle = 50;
    private const int LongestLabel = 20;

    /// <summary>One colour that clients have for both of their looks; a bar is told from the next by its label.</summary>
    private const string Color = "categoricalBlue";

    /// <summary>The bars of one brand.</summary>
    public JsonObject Of(ChartFigures figures, ListChart chart, IChatPlatform platform)
    {
        JsonObject data = Of(figures, platform);
        data["facts"] = chart.Data()["facts"]!.DeepClone();
        return data;
    }

    /// <summary>The bars of several brands side by side.</summary>
    public JsonObject Of(ChartFigures figures, IChatPlatform platform)
    {
        ChartFigures wide = figures.Grouped(MostBars), narrow = figures.Grouped(MostPoints);
        string[] labels = [.. Distinct(narrow.Labels.Select(label => CardText.Cut(label, LongestLabel)), LongestLabel)];
        string[] names = [.. Distinct(narrow.Series.Select(series => CardText.Cut(series.Name, LongestLabel)), LongestLabel)];
        return new JsonObject
        {
            ["title"] = CardText.Cut(wide.Title, LongestTitle),
            ["narrowTitle"] = CardText.Cut(narrow.Title, LongestTitle),
            ["alt"] = wide.Words(Words),
            ["picture"] = platform.WebRoot is { } root && links.PathOf(wide) is { } path ? $"{root}{path}" : null,
            ["bars"] = new JsonArray([.. wide.Labels.Zip(wide.Series[0].Values, (label, value) => new JsonObject { ["x"] = label, ["y"] = value, ["color"] = Color })]),
            ["groups"] = new JsonArray([.. wide.Series.Select(series => new JsonObject
            {
                ["legend"] = series.Name,
                ["values"] = new JsonArray([.. wide.Labels.Zip(series.Values, (label, value) => new JsonObject { ["x"] = label, ["y"] = value })]),
            })]),
            ["labels"] = new JsonArray([.. labels.Select(label => JsonValue.Create(label))]),
            ["series"] = new JsonArray([.. narrow.Series.Zip(names, (series, name) => new JsonObject
            {
                ["name"] = name,
                ["points"] = new JsonArray([.. labels.Zip(series.Values, (label, value) => new JsonObject { ["label"] = label, ["value"] = value })]),
            })]),
        };
    }

    /// <summary>Slack takes no label twice: a day of 25 hours has one hour two times, and long names may begin alike.</summary>
    private static IEnumerable<string> Distinct(IEnumerable<string> names, int max)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string other = name;
            for (int number = 2; !seen.Add(other); number++)
            {
                other = $"{CardText.Cut(name, max - 4)} {number}";
            }

            yield return other;
        }
    }
}
