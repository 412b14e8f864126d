using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>How mentions were spread over a window: bars by hour of a day, by day of a longer time.</summary>
/// <param name="Unit"><c>hour</c> or <c>day</c>.</param>
/// <param name="Bars">Every hour or day up to now, also those without mentions, as the asker's clock names them.</param>
public sealed record ListChart(string Unit, IReadOnlyList<(string Label, long Count)> Bars)
{
    /// <summary>A window with one hour more than a day is still a day: the clock was put back.</summary>
    private const int LongestDay = 25;

    /// <summary>Nothing and seven heights, for where no chart can be drawn.</summary>
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>One colour that clients have for both of their looks; a bar is told from the next by its label.</summary>
    private const string Color = "categoricalBlue";

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>Adds up quarters of an hour; nothing where there would be nothing to compare.</summary>
    public static ListChart? Of(IReadOnlyCollection<(long Bucket, long N)> quarters, TimeWindow window, DateTimeOffset now)
    {
        bool byHour = window.To - window.From <= TimeSpan.FromHours(LongestDay);
        string Label(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, window.Zone).ToString(byHour ? "HH" : "ddd d", CultureInfo.InvariantCulture);
        var counts = quarters.GroupBy(quarter => Label(quarter.Bucket.ToTime())).ToDictionary(label => label.Key, label => label.Sum(quarter => quarter.N));
        DateTimeOffset end = window.To < now ? window.To : now;
        var labels = new List<string>();
        for (DateTimeOffset time = window.From; time < end; time += Quarter)
        {
            labels.Add(Label(time));
        }

        (string, long)[] bars = [.. labels.Union(counts.Keys).Select(label => (label, counts.GetValueOrDefault(label)))];
        return counts.Count == 0 || bars.Length < 2 ? null : new ListChart(byHour ? "hour" : "day", bars);
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
                Fact("Most", $"{most.ToString("N0", CultureInfo.InvariantCulture)} {(Unit == "hour" ? $"in the hour from {label}:00" : $"on {label}")}")),
        };
    }

    private static JsonObject Fact(string title, string value) => new() { ["title"] = title, ["value"] = value };

    /// <summary>Whatever is there at all is higher than nothing.</summary>
    private static char Height(long count, long most) => Heights[count == 0 ? 0 : (int)Math.Max(1, count * (Heights.Length - 1) / most)];
}
