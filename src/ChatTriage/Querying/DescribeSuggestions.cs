using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;

namespace ChatTriage.Querying;

/// <summary>Answers <c>suggestions</c>: how what was suggested has done, in words.</summary>
public sealed class DescribeSuggestions(Database database)
{
    private const int Brands = 5;

    /// <summary>The record by brand, what it is learnt from, and what its percentages are worth.</summary>
    public async Task<ListCard> AnswerAsync(Person asker, CancellationToken cancellation)
    {
        SuggestionReport report = await SuggestionReport.ReadAsync(database, cancellation);
        var facts = new List<(string, string)> { ("Learnt from", LearntFrom(report, asker.TimeZone ?? TimeZoneInfo.Utc)) };
        IGrouping<(string Brand, bool ByRule), SuggestionReport.Line>[] records = [.. report.Lines.GroupBy(line => (line.Brand, line.ByRule))];
        facts.AddRange(records.Take(Brands * 2).Select(record => ($"{record.Key.Brand}{(record.Key.ByRule ? ", by rule" : "")}", Record([.. record]))));
        facts.Add(("Percentages", Calibration(report)));
        return new ListCard(Title(report), Window: null, facts, [], Footer: "A suggestion decides nothing. Counted are each brand's last 50 decisions of a kind that are in force.");
    }

    /// <summary>What suggestions come from now.</summary>
    internal static string Title(SuggestionReport report) => report.Decisions switch
    {
        < DecisionModel.SpeaksFrom => "Suggestions follow the stated rule",
        < Suggestion.PercentFrom => "Suggestions are learnt, and too young for percentages",
        _ => "Suggestions are learnt from your decisions",
    };

    /// <summary>How many decisions, since when.</summary>
    internal static string LearntFrom(SuggestionReport report, TimeZoneInfo zone) => report.Since is not { } since
        ? $"no decision yet; the rule is: complaints to customer service, praise answered in public, neutral posts without response, until {DecisionModel.SpeaksFrom} decisions"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Decisions:N0} {(report.Decisions == 1 ? "decision" : "decisions")} since {TimeZoneInfo.ConvertTime(since, zone):yyyy-MM-dd}{(report.Undone > 0 ? $", {report.Undone:N0} taken back or corrected" : "")}")
            + (report.Decisions < DecisionModel.SpeaksFrom ? $"; the rule speaks until {DecisionModel.SpeaksFrom}" : "");

    /// <summary>What the percentages were worth.</summary>
    internal static string Calibration(SuggestionReport report) => report.Calibrated < DecisionModel.SpeaksFrom
        ? $"too few learnt suggestions to tell ({report.Calibrated})"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * report.Said:0} % sure on the average, right in {100 * report.Right:0} %, off by {100 * report.OffBy:0.0} % (last {report.Calibrated:N0})");

    private static string Record(SuggestionReport.Line[] lines) =>
        $"agreed {lines.Sum(line => line.Agreed)} of {lines.Sum(line => line.Compared)} ({string.Join(", ", lines.OrderByDescending(line => line.Compared).Select(line => $"{line.Suggested.ButtonTitle()} {line.Agreed} of {line.Compared}"))})";
}
