using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Listening;

/// <summary>Answers <c>acme vs rival last week</c>: who is spoken of how much, in which tone, and when.</summary>
public sealed class CompareBrands(Database database, LiveSettings settings)
{
    /// <summary>Counts all of them in one window, as they were at one moment.</summary>
    /// <param name="question">What was asked; its brands are among the settings.</param>
    /// <param name="asker">Who asks: the zone, and who <c>by:me</c> is.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ComparisonAnswer> RunAsync(Question.Comparison question, Person asker, DateTimeOffset asOf, CancellationToken cancellation)
    {
        BrandSnapshot watched = settings.Brands;
        Brand[] brands = [.. question.Others.Prepend(question.Asked.Brand).Select(name => watched.Find(name)!).Distinct()];

        // One clock for all: that of the first.
        (TimeZoneInfo zone, ZoneOrigin origin) = AskedZone.Of(question.Asked, asker, brands[0]);
        var window = TimeWindow.Of(question.Asked.Period, asOf, zone, origin);
        var bars = TimeBars.Of(window);
        (WindowCounts[] counts, string[] notes) = await database.LookUpSnapshotAsync(
            statements =>
            {
                var notes = new HashSet<string>();
                var counted = new WindowCounts[brands.Length];
                for (int i = 0; i < brands.Length; i++)
                {
                    var search = new BrandSearch(brands[i].Name, question.Asked.Filter, asker.Address);
                    notes.UnionWith(search.Notes(statements));
                    counted[i] = search.Count(statements, bars, out bool isComplete);
                    if (!isComplete)
                    {
                        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{brands[i].Name} is counted in the {AnswerBrand.MostCandidates:N0} that came in last."));
                    }
                }

                return (counted, notes.ToArray());
            },
            cancellation);
        int shown = Math.Min(bars.Begun(asOf), bars.Labels.Length);
        MentionTotals[] totals = [.. counts.Select(count => count.Totals())];
        long all = totals.Sum(total => total.Total);
        return new ComparisonAnswer
        {
            Question = question,
            Names = BrandNames.Of(watched),
            Window = window,
            AsOf = asOf,
            Unit = bars.Unit,
            Labels = bars.Labels[..shown],
            Brands = [.. brands.Select((brand, i) => new BrandShare(brand, totals[i], all == 0 ? 0 : (double)totals[i].Total / all, counts[i].ByBar[..shown]))],
            Notes = notes,
        };
    }
}
