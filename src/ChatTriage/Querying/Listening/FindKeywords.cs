using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Listening;

/// <summary>
/// Answers <c>keywords acme last 30 days</c>: phrases that a greater or smaller part of the mentions name than in the time before, the surest first, so that neither a
/// rare phrase that doubled by chance nor a frequent one that moved a little comes before a real change.
/// </summary>
public sealed class FindKeywords(Database database, LiveSettings settings)
{
    /// <summary>Fewer mentions than this on both sides say nothing.</summary>
    private const int Fewest = 3;

    /// <summary>One chance in twenty that nothing has changed.</summary>
    private const double Surely = 3.84;

    private const int Shown = 10;
    private const int SampleSize = 2000;

    /// <summary>Of longer times fewer phrases of each hour are read: what is spoken of for months is among the heaviest of many hours.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(2000);

    /// <summary>Looks at both stretches of time as they were at one moment.</summary>
    /// <param name="question">What was asked; its brand is one of the settings.</param>
    /// <param name="asker">Who asks: the zone, and who <c>by:me</c> is.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<KeywordsAnswer> RunAsync(Question.Keywords question, Person asker, DateTimeOffset asOf, CancellationToken cancellation)
    {
        BrandQuestion asked = question.Asked;
        BrandSnapshot watched = settings.Brands;
        Brand brand = watched.Find(asked.Brand)!;
        (TimeZoneInfo zone, ZoneOrigin origin) = AskedZone.Of(asked, asker, brand);
        WindowPair? pair = TimeWindow.Compared(asked.Period, versus: null, asOf, zone, origin);
        TimeWindow window = pair?.Now ?? TimeWindow.Of(asked.Period, asOf, zone, origin);
        int mostOfHour = window.To - window.From > Long ? PhraseRows.HeaviestOfHour : PhraseRows.Kept;
        var search = new BrandSearch(brand.Name, asked.Filter, asker.Address);
        return await database.LookUpSnapshotAsync(
            statements =>
            {
                var notes = new SortedSet<string>(search.Notes(statements), StringComparer.Ordinal);
                (PhraseCounts now, long mentions, long total) = Read(statements, search, asked, window, mostOfHour, asOf, notes);
                (PhraseCounts before, long mentionsBefore, long totalBefore) = pair is null ? (new PhraseCounts(), 0, 0) : Read(statements, search, asked, pair.Before, mostOfHour, asOf, notes);
                string[] terms = [.. BrandTerms.Of(brand)];
                HashSet<string> names = PhraseCounts.NamesOf(terms);
                PhraseChange Change(string phrase, long n, long nBefore) => new(phrase, n, nBefore, Score(n, mentions, nBefore, mentionsBefore));
                PhraseChange[] sure = pair is null || mentionsBefore == 0 || mentions == 0
                    ? []
                    : [.. Frequent(now, before).Where(both => !names.Contains(both.Phrase)).Select(both => Change(both.Phrase, both.Now, both.Before)).Where(change => change.Score >= Surely)];
                return new KeywordsAnswer
                {
                    Question = question,
                    Brand = brand,
                    Names = BrandNames.Of(watched),
                    Window = window,
                    AsOf = asOf,
                    Before = pair?.Before,
                    BeforeName = pair?.BeforeName,
                    Mentions = total,
                    MentionsBefore = totalBefore,
                    Rising = InOrder(sure.Where(change => change.Now * mentionsBefore > change.Before * mentions)),
                    Falling = InOrder(sure.Where(change => change.Now * mentionsBefore < change.Before * mentions)),
                    Frequent = [.. now.Top(Shown, terms).Select(top => Change(top.Phrase, top.Count, before.Of(top.Phrase)))],
                    Notes = [.. notes],
                };
            },
            cancellation);
    }

    private static PhraseChange[] InOrder(IEnumerable<PhraseChange> changes) =>
        [.. changes.OrderByDescending(change => change.Score).ThenBy(change => change.Phrase, StringComparer.OrdinalIgnoreCase).Take(Shown)];

    /// <summary>The phrases of a window and the mentions they were read of: all of them by the hour, or the newest ones of a filter.</summary>
    private static (PhraseCounts Phrases, long Mentions, long Total) Read(
        PreparedStatements statements, BrandSearch search, BrandQuestion asked, TimeWindow window, int mostOfHour, DateTimeOffset now, SortedSet<string> notes)
    {
        var phrases = new PhraseCounts();
        if (asked.Filter.IsEmpty)
        {
            PhraseRows.Read(statements, asked.Brand, window, mostOfHour, phrases);
            notes.UnionWith(PhraseRows.Notes(phrases, window, now));
            long counted = search.Count(statements, TimeBars.One(window), out _).Totals().Total;
            return (phrases, counted, counted);
        }

        SearchResult found = search.Run(statements, TimeBars.One(window), after: null, pageSize: 0, SampleSize);
        found.Phrases.ForEach(phrases.Add);
        long total = found.Counts.Totals().Total;
        if (total > found.Sampled)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Phrases are those of the newest {SampleSize:N0} mentions of each time."));
        }

        if (!found.IsComplete)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Counted are the {AnswerBrand.MostCandidates:N0} of each time that came in last."));
        }

        return (phrases, found.Sampled, total);
    }

    /// <summary>Phrases of either time that are frequent enough there to say something; of most there are very few.</summary>
    private static IEnumerable<(string Phrase, long Now, long Before)> Frequent(PhraseCounts now, PhraseCounts before) =>
        now.All.Select(phrase => (phrase.Phrase, Now: phrase.Count, Before: before.Of(phrase.Phrase)))
            .Concat(before.All.Where(phrase => now.Of(phrase.Phrase) == 0).Select(phrase => (phrase.Phrase, Now: 0L, Before: phrase.Count)))
            .Where(both => Math.Max(both.Now, both.Before) >= Fewest);

    /// <summary>Twice the logarithm of how much likelier the counts are if the parts differ than if they do not.</summary>
    private static double Score(long now, long mentions, long before, long mentionsBefore)
    {
        double together = (double)(now + before) / Math.Max(1, mentions + mentionsBefore);
        return 2 * (Term(now, mentions * together) + Term(mentions - now, mentions * (1 - together)) + Term(before, mentionsBefore * together) + Term(mentionsBefore - before, mentionsBefore * (1 - together)));
    }

    private static double Term(double observed, double expected) => observed <= 0 || expected <= 0 ? 0 : observed * Math.Log(observed / expected);
}
