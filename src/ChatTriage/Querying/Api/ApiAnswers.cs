using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Api;

/// <summary>An answer as the API writes it.</summary>
internal static class ApiAnswers
{
    /// <summary>The answer about one brand.</summary>
    public static ApiWire.Answer Of(BrandAnswer answer, BrandNames brands) => new(
        QuestionPrinter.Print(answer.Question, brands),
        answer.Brand.Name,
        answer.Brand.Kind == BrandKind.Competitor,
        answer.AsOf,
        Of(answer.Window),
        answer.Totals.Total,
        Of(answer.Totals.ByState),
        Of(answer.Totals.ByTone),
        answer.Compared is { } compared
            ? new(
                Of(compared.Now), compared.NowTotals.Total, Of(compared.Before), compared.BeforeTotals.Total, Of(compared.NowTotals.ByState), Of(compared.BeforeTotals.ByState), Of(compared.NowTotals.ByTone), Of(compared.BeforeTotals.ByTone))
            : null,
        answer.Chart is { } chart ? new(chart.Unit, [.. chart.Bars.Select(bar => new ApiWire.Count(bar.Label, bar.Count))]) : null,
        [.. answer.Sources.Select(source => new ApiWire.Count(source.Source, source.Count))],
        [.. answer.Phrases.Select(phrase => new ApiWire.Count(phrase.Phrase, phrase.Count))],
        [.. answer.Items.Select(item => Of(item.Mention, item.State))],
        answer.Next?.ToString(),
        answer.Notes);

    private static ApiWire.Window Of(TimeWindow window) => new(window.From, window.To, window.Zone.Id);

    private static Dictionary<string, long> Of<T>(IReadOnlyDictionary<T, long> counts)
        where T : struct, Enum => counts.ToDictionary(count => count.Key.ToString(), count => count.Value);

    private static ApiWire.Item Of(Mention mention, string status) => new(
        mention.Id, mention.Source, mention.Url, mention.Text, mention.ObservedAt, mention.AuthorName, mention.AuthorHandle, mention.Language, mention.Sentiment.ToString(), mention.State.ToString(),
        status, mention.Category?.ToString(), mention.Reason, mention.AnsweredAt, mention.Answer);
}
