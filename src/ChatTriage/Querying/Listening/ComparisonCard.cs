using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Listening;

/// <summary>Draws brands beside each other: how much each is spoken of, in which tone, and when. It only listens: nothing on it answers anybody.</summary>
public sealed class ComparisonCard(CardLibrary library, ChartData charts)
{
    private const string Both = "A mention of several of them counts for each.";

    /// <summary>The card for a platform.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="platform">Where it is shown.</param>
    /// <param name="share">The question, when the answer may be shown to everybody.</param>
    /// <param name="place">Where it was asked, when that was not in a chat with the bot alone.</param>
    public DrawnCard Draw(ComparisonAnswer answer, IChatPlatform platform, string? share, Address? place = null)
    {
        string names = string.Join(" vs ", answer.Brands.Select(brand => CardText.OneLine(brand.Brand.Name)));
        string title = $"{names} {PeriodWords.Of(answer.Question.Asked.Period)}{FilterWords.Of(answer.Question.Asked.Filter)}: {ChangeWords.Number(answer.Total)} {(answer.Total == 1 ? "mention" : "mentions")}";
        (string Title, string Value)[] facts = [.. answer.Brands.Select(brand => (Name(brand), Value(brand, answer.Total)))];
        return library.Draw(platform, "comparison", new JsonObject
        {
            ["text"] = $"{title}. {string.Join(". ", facts.Select(fact => $"{fact.Title}: {fact.Value}"))}",
            ["title"] = platform.Escape(title),
            ["window"] = platform.Escape(answer.Window.Words(answer.AsOf)),
            ["facts"] = new JsonArray([.. facts.Select(fact => new JsonObject { ["title"] = platform.Escape(fact.Title), ["value"] = platform.Escape(fact.Value) })]),
            ["chart"] = Chart(answer, platform),
            ["empty"] = answer.Total == 0 ? "Nothing was said about any of them in this time." : null,
            ["notes"] = new JsonArray([.. (answer.Total == 0 ? answer.Notes : answer.Notes.Prepend(Both)).Select(note => new JsonObject { ["note"] = CardText.OneLine(note) })]),
            ["ask"] = AskedAgain.Carried(answer.Question, answer.AsOf, names: answer.Names),
            ["mayWatchHere"] = place is not null,
            ["share"] = share,
        });
    }

    private JsonObject? Chart(ComparisonAnswer answer, IChatPlatform platform)
    {
        if (answer.Labels.Count < 2 || answer.Total == 0)
        {
            return null;
        }

        BrandShare[] shown = [.. answer.Brands.Take(ChartFigures.MostSeries)];
        var figures = new ChartFigures($"Mentions by {answer.Unit}", answer.Unit, answer.Labels, [.. shown.Select(brand => new ChartSeries(CardText.OneLine(brand.Brand.Name), brand.Series))]);
        JsonObject data = charts.Of(figures, platform);
        ChartFigures bars = figures.Grouped(ChartData.MostBars);
        long most = bars.Series.Max(series => series.Values.Max());
        data["facts"] = new JsonArray([.. bars.Series.Select(series => new JsonObject
        {
            ["title"] = platform.Escape(series.Name),
            ["value"] = platform.Escape($"{string.Concat(series.Values.Select(value => ListChart.Height(value, most)))} ({bars.Labels[0]} to {bars.Labels[^1]})"),
        })]);
        return data;
    }

    private static string Name(BrandShare brand) => $"{CardText.OneLine(brand.Brand.Name)}{(brand.Brand.Kind == BrandKind.Competitor ? " (competitor)" : "")}";

    private static string Value(BrandShare brand, long total) => brand.Totals.Total == 0
        ? "no mention"
        : $"{ChangeWords.Number(brand.Totals.Total)} {(brand.Totals.Total == 1 ? "mention" : "mentions")}, {AnswerCardWords.Percent(brand.Totals.Total, total)} share of voice; {Part(brand, Tone.Negative)} negative, {Part(brand, Tone.Positive)} positive";

    private static string Part(BrandShare brand, Tone tone) => AnswerCardWords.Percent(brand.Totals.Of(tone), brand.Totals.Total);
}
