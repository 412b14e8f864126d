using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Answers;

/// <summary>Draws the answer about a brand. The first page has the figures, the ones after it only mentions.</summary>
public sealed class AnswerCard(CardLibrary library, ChartData charts)
{
    private const int PhraseLength = 40;
    private const int LongestHint = 7;

    /// <summary>States that still need somebody.</summary>
    private static readonly MentionState[] Open = [MentionState.Received, MentionState.AwaitingTriage, MentionState.Routed, MentionState.Claimed];

    /// <summary>The card for a platform.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="platform">Where it is shown.</param>
    /// <param name="share">The question, when the answer may be shown to everybody.</param>
    /// <param name="place">Where it was asked, when that was not in a chat with the bot alone.</param>
    public DrawnCard Draw(BrandAnswer answer, IChatPlatform platform, string? share, Address? place)
    {
        string title = AnswerCardWords.Title(answer);
        string? change = answer.IsFirstPage && answer.Compared is { } compared ? ChangeWords.Sentence(compared.NowTotals.Total, compared.BeforeTotals.Total, compared.BeforeName) : null;
        (string Title, string Value)[] facts = answer.IsFirstPage ? [.. AnswerCardWords.Facts(answer)] : [];
        var data = new JsonObject
        {
            ["text"] = string.Join(". ", new[] { title, change, string.Join(", ", facts.Select(fact => $"{fact.Title}: {fact.Value}")) }.Where(part => !string.IsNullOrEmpty(part))),
            ["title"] = platform.Escape(title),
            ["window"] = platform.Escape(answer.Window.Words(answer.AsOf)),
            ["change"] = change is null ? null : platform.Escape(ChangeWords.Line(change)),
            ["facts"] = new JsonArray([.. facts.Select(fact => new JsonObject { ["title"] = platform.Escape(fact.Title), ["value"] = platform.Escape(fact.Value) })]),
            ["tones"] = answer.IsFirstPage ? AnswerCardWords.Tones(answer) : [],
            ["sources"] = answer.IsFirstPage ? Counted(answer.Sources, source => source) : null,
            ["phrases"] = answer.IsFirstPage ? Counted([.. answer.Phrases.Where(phrase => phrase.Count > 1)], phrase => $"“{CardText.Cut(CardText.OneLine(phrase), PhraseLength)}”") : null,
            ["chart"] = answer.IsFirstPage && answer.Chart is { } chart ? charts.Of(ChartFigures.Of(chart), chart, platform) : null,
            ["empty"] = answer.Items.Count == 0 ? Nothing(answer) : null,
            ["items"] = new JsonArray([.. answer.Items.Select(item => ListCard.Item(item.Mention, item.State, platform))]),
            ["footer"] = Footer(answer) is { } footer ? platform.Escape(footer) : null,
            ["notes"] = new JsonArray([.. answer.Notes.Select(note => new JsonObject { ["note"] = CardText.OneLine(note) })]),
            ["share"] = share,
        };
        AddButtons(data, answer, place);
        return library.Draw(platform, "answer", data);
    }

    /// <summary>What the buttons carry. A question too long to be carried has none.</summary>
    private static void AddButtons(JsonObject data, BrandAnswer answer, Address? place)
    {
        string? ask = AskedAgain.Carried(answer.Question, answer.AsOf, names: answer.Names);
        data["ask"] = ask;
        data["next"] = answer.Next is { } next ? AskedAgain.Carried(answer.Question, answer.AsOf, next, answer.Names) : null;
        data["longer"] = answer.Totals.Total == 0 && answer.IsFirstPage && answer.Window.To - answer.Window.From < TimeSpan.FromDays(LongestHint)
            ? AskedAgain.Carried(answer.Question with { Asked = answer.Question.Asked with { Period = new PeriodAsked.Rolling(LongestHint, RollingUnit.Day) }, Versus = null }, answer.AsOf, names: answer.Names)
            : null;
        data["mayNarrow"] = answer.Question.Asked.Filter.Statuses.Count == 0 && answer.Brand.Kind != BrandKind.Competitor && Open.Any(answer.Totals.ByState.ContainsKey);
        data["mayExport"] = answer.Items.Count > 0;
        data["mayWatch"] = true;
        data["mayWatchHere"] = place is not null;
    }

    private static string? Counted(IReadOnlyList<(string Name, long Count)> counts, Func<string, string> shown) =>
        counts.Count == 0 ? null : string.Join(", ", counts.Select(count => $"{shown(count.Name)} {ChangeWords.Number(count.Count)}"));

    private static string Nothing(BrandAnswer answer) => answer.Question.Asked.Filter.IsEmpty
        ? $"Nothing was said about {CardText.OneLine(answer.Brand.Name)} in this time."
        : $"Nothing that was said about {CardText.OneLine(answer.Brand.Name)} in this time passes these filters.";

    /// <summary>Where this page is among all of them; nothing when it is all there is.</summary>
    private static string? Footer(BrandAnswer answer) => (answer.IsFirstPage, answer.Next) switch
    {
        (true, null) => null,
        (true, _) => $"Newest {answer.Items.Count} of {ChangeWords.Number(answer.Totals.Total)}",
        (false, null) => $"Oldest of {ChangeWords.Number(answer.Totals.Total)}",
        _ => $"Older ones, of {ChangeWords.Number(answer.Totals.Total)}",
    };
}
