using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>Answers a question about one brand: exact counts beside the time before, sources, phrases, and the newest mentions with where each stands.</summary>
public sealed class AnswerBrand(Database database, LiveSettings settings, PersonNames names)
{
    /// <summary>What is found by words is counted row by row; more would keep the asker waiting.</summary>
    public const int MostCandidates = 200_000;

    private const int PageSize = 5;
    private const int TopSources = 5;
    private const int TopPhrases = 5;
    private const int PhrasesFrom = 100;

    /// <summary>Answers the question as the asker's clock showed it.</summary>
    /// <param name="question">What was asked; its brand is one of the settings.</param>
    /// <param name="asker">Who asks: the zone, and who <c>by:me</c> is.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="after">Where the page begins; nothing for the first one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<BrandAnswer> RunAsync(Question.AboutBrand question, Person asker, DateTimeOffset asOf, PageCursor? after, CancellationToken cancellation)
    {
        BrandQuestion asked = question.Asked;
        Brand brand = settings.Brands.Find(asked.Brand)!;
        (TimeZoneInfo zone, ZoneOrigin origin) = AskedZone.Of(asked, asker, brand);
        var window = TimeWindow.Of(asked.Period, asOf, zone, origin);
        WindowPair? pair = TimeWindow.Compared(asked.Period, question.Versus, asOf, zone, origin);
        var bars = TimeBars.Of(window);
        var search = new BrandSearch(brand.Name, asked.Filter, asker.Address);
        (BrandAnswer answer, Mention[] page) = await database.LookUpSnapshotAsync(
            statements =>
            {
                List<string> notes = [.. search.Notes(statements)];
                SearchResult found = search.Run(statements, bars, after, PageSize + 1, PhrasesFrom);
                MentionTotals totals = found.Counts.Totals();
                return (new BrandAnswer
                {
                    Question = question,
                    Names = BrandNames.Of(settings.Brands),
                    Brand = brand,
                    Window = window,
                    AsOf = asOf,
                    Totals = totals,
                    Compared = pair is null ? null : Compare(statements, search, pair, window, totals, notes),
                    Chart = ListChart.Of(bars, found.Counts.ByBar, asOf),
                    Sources = found.Counts.TopSources(TopSources),
                    Phrases = Phrases(statements, brand, window, asOf, asked.Filter, found, notes),
                    Next = found.Page.Count > PageSize ? new PageCursor(found.Page[PageSize - 1].ObservedAt.ToMicroseconds(), found.Page[PageSize - 1].Id) : null,
                    IsFirstPage = after is null,
                    IsComplete = found.IsComplete,
                    Notes = found.IsComplete ? notes : [Cut, .. notes],
                }, found.Page.Take(PageSize).ToArray());
            },
            cancellation);
        await names.LearnAsync([.. page.SelectMany(mention => new[] { mention.Holder, mention.AnsweredBy })], cancellation);
        return answer with { Items = [.. page.Select(mention => (mention, StateWords.Of(mention, names)))] };
    }

    private static string Cut => string.Create(CultureInfo.InvariantCulture, $"Counted in the {MostCandidates:N0} that came in last.");

    private static Compared Compare(PreparedStatements statements, BrandSearch search, WindowPair pair, TimeWindow window, MentionTotals totals, List<string> notes)
    {
        MentionTotals now = pair.Now.From == window.From && pair.Now.To == window.To ? totals : search.Count(statements, TimeBars.One(pair.Now), out _).Totals();
        MentionTotals before = search.Count(statements, TimeBars.One(pair.Before), out bool isComplete).Totals();
        if (!isComplete)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Of the time before, the {MostCandidates:N0} that came in last are counted."));
        }

        return new Compared(pair.Now, now, pair.Before, before, pair.BeforeName);
    }

    private static IReadOnlyList<(string Phrase, long Count)> Phrases(
        PreparedStatements statements, Brand brand, TimeWindow window, DateTimeOffset now, QuestionFilter filter, SearchResult found, List<string> notes)
    {
        var phrases = new PhraseCounts();
        if (filter.IsEmpty)
        {
            PhraseRows.Read(statements, brand.Name, window, PhraseRows.HeaviestOfHour, phrases);
            notes.AddRange(PhraseRows.Notes(phrases, window, now));
        }
        else
        {
            found.Phrases.ForEach(phrases.Add);
            if (found.Counts.Totals().Total is var total && total > found.Sampled && phrases.Any)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"Phrases are those of the newest {found.Sampled:N0} of {total:N0}."));
            }
        }

        return phrases.Top(TopPhrases, BrandTerms.Of(brand));
    }
}
