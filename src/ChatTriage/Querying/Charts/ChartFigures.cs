using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Querying.Answers;

namespace ChatTriage.Querying.Charts;

/// <summary>What a chart shows, independent of who draws it: Teams, Slack, a picture, words.</summary>
/// <param name="Title">What is counted, and by what.</param>
/// <param name="Unit"><c>hour</c> or <c>day</c>.</param>
/// <param name="Labels">The hours or days, each with its label.</param>
/// <param name="Series">One for each brand, six at most.</param>
public sealed record ChartFigures(string Title, string Unit, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Slack draws no more.</summary>
    public const int MostSeries = 6;

    /// <summary>The bars of one brand.</summary>
    public static ChartFigures Of(ListChart chart) => new($"Mentions by {chart.Unit}", chart.Unit, [.. chart.Bars.Select(bar => bar.Label)], [new ChartSeries("Mentions", [.. chart.Bars.Select(bar => bar.Count)])]);

    /// <summary>Neighbours added up until there are at most so many; the title says how many make one.</summary>
    public ChartFigures Grouped(int most)
    {
        int size = (Labels.Count + most - 1) / most;
        return size <= 1 ? this : new ChartFigures(
            string.Create(CultureInfo.InvariantCulture, $"Mentions by {size} {Unit}s"),
            Unit,
            [.. Labels.Chunk(size).Select(group => group[0])],
            [.. Series.Select(series => new ChartSeries(series.Name, [.. series.Values.Chunk(size).Select(group => group.Sum())]))]);
    }

    /// <summary>The figures in words, for whoever does not see the picture.</summary>
    public string Words(int max) => CardText.Cut($"{Title}. {string.Join(" ", Series.Select(InWords))}", max);

    private string InWords(ChartSeries series)
    {
        (string Label, long Count)[] bars = [.. Labels.Zip(series.Values)];
        (string Label, long Count) most = bars.MaxBy(bar => bar.Count);
        string sum = $"{series.Name} from {Labels[0]} to {Labels[^1]}: {Number(series.Values.Sum())}";
        return most.Count == 0 ? $"{sum}." : $"{sum}, most {Number(most.Count)} at {most.Label}. {string.Join(", ", bars.Where(bar => bar.Count > 0).Select(bar => $"{bar.Label}: {Number(bar.Count)}"))}.";
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
