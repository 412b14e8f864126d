using System.Runtime.CompilerServices;
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
    private const int PageSize = 500;

    private const string Page =
        """
        SELECT m.* FROM mention_brand b JOIN mention m ON m.id = b.mention_id
        WHERE b.brand = @p0 AND b.observed_at >= @p1 AND b.observed_at < @p2 AND (b.observed_at, b.mention_id) < (@p3, @p4)
        ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT @p5
        """;

    /// <summary>Reads them one after the other; what comes in meanwhile is not among them.</summary>
    /// <param name="asked">Which mentions; the brand is one of the settings.</param>
    /// <param name="asker">Who asks: the zone, and who <c>by:me</c> is.</param>
    /// <param name="asOf">The moment at which "today" is today.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<Mention> ReadAsync(BrandQuestion asked, Person asker, DateTimeOffset asOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string brand = settings.Brands.Find(asked.Brand)!.Name;
        TimeWindow window = TimeWindow.Of(asked.Period, asOf, asker.TimeZone ?? settings.Brands.Find(asked.Brand)!.TimeZone);
        var cursor = new PageCursor(long.MaxValue, long.MaxValue);
        while (true)
        {
            PageCursor from = cursor;
            IReadOnlyList<Mention> page = await database.LookUpAsync(
                statements => statements.Query<Mention>(Page, brand, window.From, window.To, from.ObservedAt, from.Id, PageSize), cancellation);
            foreach (Mention mention in page)
            {
                yield return mention;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            cursor = new PageCursor(page[^1].ObservedAt.ToMicroseconds(), page[^1].Id);
        }
    }
}
