using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Answers;

/// <summary>Answers a question about one brand: exact counts from the roll-up, and the newest mentions with where each stands.</summary>
public sealed class AnswerBrand(Database database, LiveSettings settings, PersonNames names)
{
    private const int PageSize = 5;

    /// <summary>Answers the question as the asker's clock showed it.</summary>
    /// <param name="question">What was asked; its brand is one of the settings.</param>
    /// <param name="asker">Who asks: the zone, and who <c>by:me</c> is.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="after">Where the page begins; nothing for the first one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<BrandAnswer> RunAsync(Question.AboutBrand question, Person asker, DateTimeOffset asOf, PageCursor? after, CancellationToken cancellation)
    {
        Brand brand = settings.Brands.Find(question.Asked.Brand)!;
        TimeWindow window = TimeWindow.Of(question.Asked.Period, asOf, asker.TimeZone ?? brand.TimeZone);
        (long from, long to) = window.Buckets();
        PageCursor cursor = after ?? new PageCursor(long.MaxValue, long.MaxValue);
        return await database.ReadAsync(
            async connection =>
            {
                IEnumerable<(string State, string Tone, long N)> counts = await connection.QueryAsync<(string, string, long)>(
                    "SELECT state, sentiment, sum(n) FROM rollup WHERE brand = @Name AND bucket >= @from AND bucket < @to GROUP BY state, sentiment HAVING sum(n) > 0", new { brand.Name, from, to });
                Mention[] page = [.. await connection.QueryAsync<Mention>(
                    $"""
                    SELECT m.* FROM mention_brand b JOIN mention m ON m.id = b.mention_id
                    WHERE b.brand = @Name AND b.observed_at >= @from AND b.observed_at < @to AND (b.observed_at, b.mention_id) < (@ObservedAt, @Id)
                    ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT {PageSize + 1}
                    """,
                    new { brand.Name, from, to, cursor.ObservedAt, cursor.Id })];
                IEnumerable<(long Bucket, long N)> quarters = await connection.QueryAsync<(long, long)>(
                    "SELECT bucket, sum(n) FROM rollup WHERE brand = @Name AND bucket >= @from AND bucket < @to GROUP BY bucket HAVING sum(n) > 0", new { brand.Name, from, to });
                Mention[] shown = page[..Math.Min(page.Length, PageSize)];
                await names.LearnAsync([.. shown.SelectMany(mention => new[] { mention.Holder, mention.AnsweredBy })], cancellation);
                return new BrandAnswer
                {
                    Question = question,
                    Brand = brand,
                    Window = window,
                    AsOf = asOf,
                    Totals = new MentionTotals(
                        counts.GroupBy(count => Enum.Parse<MentionState>(count.State)).ToDictionary(state => state.Key, state => state.Sum(count => count.N)),
                        counts.GroupBy(count => Enum.Parse<Tone>(count.Tone)).ToDictionary(tone => tone.Key, tone => tone.Sum(count => count.N))),
                    Chart = ListChart.Of([.. quarters], window, asOf),
                    Items = [.. shown.Select(mention => (mention, StateWords.Of(mention, names)))],
                    Next = page.Length > PageSize ? new PageCursor(shown[^1].ObservedAt.ToMicroseconds(), shown[^1].Id) : null,
                    IsFirstPage = after is null,
                };
            },
            cancellation);
    }
}
