using System.Runtime.CompilerServices;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Answers;

/// <summary>All mentions that a question means, newest first, page by page.</summary>
public sealed class MentionPages(Database database, LiveSettings settings)
{
    private const int PageSize = 500;

    /// <summary>Reads them while somebody takes them.</summary>
    public async IAsyncEnumerable<Mention> ReadAsync(BrandQuestion question, Person asker, DateTimeOffset asOf, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Brand brand = settings.Brands.Find(question.Brand)!;
        (long from, long to) = TimeWindow.Of(question.Period, asOf, asker.TimeZone ?? brand.TimeZone).Buckets();
        var cursor = new PageCursor(long.MaxValue, long.MaxValue);
        while (true)
        {
            PageCursor after = cursor;
            Mention[] page = await database.ReadAsync(
                async connection => (await connection.QueryAsync<Mention>(
                    $"""
                    SELECT m.* FROM mention_brand b JOIN mention m ON m.id = b.mention_id
                    WHERE b.brand = @Name AND b.observed_at >= @from AND b.observed_at < @to AND (b.observed_at, b.mention_id) < (@ObservedAt, @Id)
                    ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT {PageSize}
                    """,
                    new { brand.Name, from, to, after.ObservedAt, after.Id })).ToArray(),
                cancellation);
            foreach (Mention mention in page)
            {
                yield return mention;
            }

            if (page.Length < PageSize)
            {
                yield break;
            }

            cursor = new PageCursor(page[^1].ObservedAt.ToMicroseconds(), page[^1].Id);
        }
    }
}
