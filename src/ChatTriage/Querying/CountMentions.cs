using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>Answers "brand X today": exact counts by state from the roll-up and the newest five mentions with links.</summary>
public sealed class CountMentions(Database database, LiveSettings settings, PersonNames names)
{
    private const int Newest = 5;

    /// <summary>Answers the question as the asker's clock shows it.</summary>
    public async Task<ListCard> AnswerAsync(Question.AboutBrand question, Person asker, DateTimeOffset now, CancellationToken cancellation)
    {
        Brand brand = settings.Brands.Find(question.Brand)!;
        TimeWindow window = TimeWindow.Of(question.Period, now, asker.TimeZone ?? brand.TimeZone);
        (Dictionary<MentionState, long> counts, Mention[] newest, (long Bucket, long N)[] quarters) = await ReadAsync(brand.Name, window, cancellation);
        await names.LearnAsync([.. newest.SelectMany(mention => new[] { mention.Holder, mention.AnsweredBy })], cancellation);
        long total = counts.Values.Sum();
        string title = $"{brand.Name} {PeriodWords(question.Period)}: {total.ToString("N0", CultureInfo.InvariantCulture)} {(total == 1 ? "mention" : "mentions")}";
        if (brand.Kind == BrandKind.Competitor)
        {
            title += " (competitor, listened to only)";
        }

        return new ListCard(
            title,
            window.Words(now),
            [.. StateWords.InOrder.Where(counts.ContainsKey).Select(state => (StateWords.Label(state), counts[state].ToString("N0", CultureInfo.InvariantCulture)))],
            [.. newest.Select(mention => (mention, StateWords.Of(mention, names)))],
            Empty: $"Nothing was said about {brand.Name} in this time.",
            Footer: total > Newest ? $"Newest {Newest} of {total.ToString("N0", CultureInfo.InvariantCulture)}" : null,
            Chart: ListChart.Of(quarters, window, now));
    }

    /// <summary>Counts by state of a brand in a window, the newest mentions, and the counts by quarter of an hour.</summary>
    internal Task<(Dictionary<MentionState, long> Counts, Mention[] Newest, (long Bucket, long N)[] Quarters)> ReadAsync(string brand, TimeWindow window, CancellationToken cancellation)
    {
        (long from, long to) = window.Buckets();
        return database.ReadAsync(
            async connection =>
            {
                IEnumerable<(string State, long N)> counts = await connection.QueryAsync<(string, long)>(
                    "SELECT state, sum(n) FROM rollup WHERE brand = @brand AND bucket >= @from AND bucket < @to GROUP BY state HAVING sum(n) > 0", new { brand, from, to });
                IEnumerable<Mention> newest = await connection.QueryAsync<Mention>(
                    $"""
                    SELECT m.* FROM mention_brand b JOIN mention m ON m.id = b.mention_id
                    WHERE b.brand = @brand AND b.observed_at >= @from AND b.observed_at < @to
                    ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT {Newest}
                    """,
                    new { brand, from, to });
                IEnumerable<(long Bucket, long N)> quarters = await connection.QueryAsync<(long, long)>(
                    "SELECT bucket, sum(n) FROM rollup WHERE brand = @brand AND bucket >= @from AND bucket < @to GROUP BY bucket HAVING sum(n) > 0", new { brand, from, to });
                return (counts.ToDictionary(count => Enum.Parse<MentionState>(count.State), count => count.N), newest.ToArray(), quarters.ToArray());
            },
            cancellation);
    }

    private static string PeriodWords(Period period) => period switch
    {
        Period.Yesterday => "yesterday",
        Period.LastSevenDays => "in the last 7 days",
        _ => "today",
    };
}
