using System.Runtime.CompilerServices;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>
/// Every mention that a question means, newest first, some hundreds at a time: whatever is read is let go of before the next ones are read, and no read
/// transaction stays open while somebody downloads.
/// </summary>
public sealed class MentionPages(Database database, LiveSettings settings)
{
    /// <summary>What is found by words or by who handled it is held in memory by its ids: so many candidates at most, 16 bytes each.</summary>
    private const long MostFound = 500_000;

    private const int PageSize = 500;

    private const string Page =
        """
        SELECT m.* FROM mention_brand b JOIN mention m ON m.id = b.mention_id
        WHERE b.brand = @p0 AND b.observed_at >= @p1 AND b.observed_at < @p2 AND (b.observed_at, b.mention_id) < (@p3, @p4)
        ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT @p5
        """;

    /// <summary>Whether more would have to be looked through than can be read here.</summary>
    /// <param name="asked">Which mentions; the brand is one of the settings.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<bool> AreTooManyAsync(BrandQuestion asked, Person asker, DateTimeOffset asOf, CancellationToken cancellation)
    {
        (BrandSearch search, TimeBars bars) = SearchOf(asked, asker, asOf);
        return database.LookUpAsync(statements => search.IsMoreThan(statements, bars, MostFound), cancellation);
    }

    /// <summary>Reads them one after the other; what comes in meanwhile is not among them.</summary>
    /// <param name="asked">Which mentions; the brand is one of the settings.</param>
    /// <param name="asker">Who asks: the zone, and who <c>by:me</c> is.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<Mention> ReadAsync(BrandQuestion asked, Person asker, DateTimeOffset asOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (BrandSearch search, TimeBars bars) = SearchOf(asked, asker, asOf);

        // Long, and not asynchronous: it must not keep clicks waiting that share a few threads.
        IReadOnlyList<FoundRow>? found = await Task.Run(() => database.LookUpAsync(statements => search.All(statements, bars, MostFound), cancellation), cancellation);
        if (found is not null)
        {
            // Known by their ids: read and let go of in the same portions.
            foreach (FoundRow[] portion in found.Chunk(PageSize))
            {
                foreach (Mention mention in await database.LookUpAsync(statements => NewestRows.Read(statements, portion.Select(row => row.Id)), cancellation))
                {
                    yield return mention;
                }
            }

            yield break;
        }

        IReadOnlyList<Mention> page;
        var cursor = new PageCursor(long.MaxValue, long.MaxValue);
        do
        {
            PageCursor from = cursor;
            page = await database.LookUpAsync(statements => statements.Query<Mention>(Page, search.Brand, bars.Starts.FirstOrDefault(), bars.End, from.ObservedAt, from.Id, PageSize), cancellation);
            foreach (Mention mention in page.Where(search.Fits))
            {
                yield return mention;
            }

            cursor = page.Count == 0 ? cursor : new PageCursor(page[^1].ObservedAt.ToMicroseconds(), page[^1].Id);
        }
        while (page.Count == PageSize);
    }

    private (BrandSearch Search, TimeBars Bars) SearchOf(BrandQuestion asked, Person asker, DateTimeOffset asOf)
    {
        Brand brand = settings.Brands.Find(asked.Brand)!;
        (TimeZoneInfo zone, ZoneOrigin origin) = AskedZone.Of(asked, asker, brand);
        return (new BrandSearch(brand.Name, asked.Filter, asker.Address), TimeBars.One(TimeWindow.Of(asked.Period, asOf, zone, origin)));
    }
}
