using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatTriage.Querying.Answers;

/// <summary>How mentions were spread over a window: bars by hour of a day, by day or week of a longer time.</summary>
/// <param name="Unit"><c>hour</c>, <c>day</c> or <c>week</c>.</param>
/// <param name="Bars">Every one of them up to now, also those without mentions, as the asker's clock names them.</param>
public sealed record ListChart(string Unit, IReadOnlyList<(string Label, long Count)> Bars)
{
    /// <summary>Nothing and seven heights, for where no chart can be drawn.</summary>
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>One colour that clients have for both of their looks; a bar is told from the next by its label.</summary>
    private const string Color = "categoricalBlue";

    /// <summary>The bars up to now; nothing where there would be nothing to compare. What came in after the moment of the answer is shown all the same.</summary>
    public static ListChart? Of(TimeBars bars, IReadOnlyList<long> counts, DateTimeOffset now)
    {
        int shown = bars.Begun(now);
        for (int i = shown; i < counts.Count; i++)
        {
            shown = counts[i] > 0 ? i + 1 : shown;
        }

        return shown < 2 || counts.All(count => count == 0) ? null : new ListChart(bars.Unit, [.. bars.Labels.Take(shown).Zip(counts)]);
    }

    /// <summary>For the template; its facts say the same to a client that draws no charts.</summary>
    public JsonObject Data()
    {
        (string label, long most) = Bars.MaxBy(bar => bar.Count);
        return new JsonObject
        {
            ["title"] = $"Mentions by {Unit}",
            ["bars"] = new JsonArray([.. Bars.Select(bar => new JsonObject { ["x"] = bar.Label, ["y"] = bar.Count, ["color"] = Color })]),
            ["facts"] = new JsonArray(
                Fact($"By {Unit}", $"{string.Concat(Bars.Select(bar => Height(bar.Count, most)))} ({Bars[0].Label} to {Bars[^1].Label})"),
                Fact("Most", $"{most.ToString("N0", CultureInfo.InvariantCulture)} {(Unit switch { "hour" => $"in the hour from {label}:00", "day" => $"on {label}", _ => $"in the week from {label}" })}")),
        };
    }

    private static JsonObject Fact(string title, string value) => new() { ["title"] = title, ["value"] = value };

    /// <summary>A bar as a letter; whatever is there at all is higher than nothing.</summary>
    internal static char Height(long count, long most) => Heights[count == 0 ? 0 : (int)Math.Max(1, count * (Heights.Length - 1) / most)];
}
