using ChatTriage.Mentions;

namespace ChatTriage.Storage;

/// <summary>
/// Counts by brand, 15 minutes, source, sentiment and state, kept exact by being written in the transaction of the change itself.
/// Answering "brand X today" adds up hours, and quarters at the edges, instead of counting rows.
/// </summary>
public static class RollUp
{
    /// <summary>Length of a bucket in microseconds: a quarter of an hour, because some zones are off by :30 or :45.</summary>
    public const long Bucket = 15L * 60 * 1_000_000;

    /// <summary>The brand under which mentions without a brand are counted.</summary>
    public const string NoBrand = "";

    private const string Add =
        """
        INSERT INTO rollup (brand, bucket, source, sentiment, state, n) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT (brand, bucket, source, sentiment, state) DO UPDATE SET n = rollup.n + excluded.n
        """;

    private const string ReadHour = "SELECT counts FROM rollup_hour WHERE brand = @p0 AND hour = @p1";
    private const string WriteHour = "INSERT INTO rollup_hour (brand, hour, counts) VALUES (@p0, @p1, @p2) ON CONFLICT (brand, hour) DO UPDATE SET counts = excluded.counts";

    /// <summary>Start of the bucket that holds the time, in microseconds.</summary>
    public static long BucketOf(DateTimeOffset time) => time.ToMicroseconds() / Bucket * Bucket;

    /// <summary>The brands a mention counts for.</summary>
    public static string[] BrandsOf(Mention mention) => mention.BrandList() is { Length: > 0 } brands ? brands : [NoBrand];

    /// <summary>Takes the mention out of where it was counted and adds it to where it is now.</summary>
    public static void Move(DbSession session, Mention before, Mention after)
    {
        if (before.State == after.State && before.Brands == after.Brands && before.Sentiment == after.Sentiment)
        {
            return;
        }

        var changes = new Dictionary<RollUpCell, int>();
        Count(changes, before, -1);
        Count(changes, after, +1);
        Write(session, changes);
    }

    /// <summary>Adds a mention to counts that are written together.</summary>
    public static void Count(Dictionary<RollUpCell, int> counts, Mention mention, int n = 1)
    {
        foreach (string brand in BrandsOf(mention))
        {
            var cell = new RollUpCell(brand, BucketOf(mention.ObservedAt), mention.Source, mention.Sentiment, mention.State);
            counts[cell] = counts.GetValueOrDefault(cell) + n;
        }
    }

    /// <summary>Adds to the quarters, and to the hours that hold them. Nobody asks about hours of what concerns no brand.</summary>
    public static void Write(DbSession session, IReadOnlyCollection<KeyValuePair<RollUpCell, int>> changes)
    {
        foreach ((RollUpCell cell, int n) in changes)
        {
            session.Execute(Add, cell.Brand, cell.Bucket, cell.Source, cell.Tone, cell.State, n);
        }

        foreach (var hour in changes.Where(change => change.Key.Brand != NoBrand).GroupBy(change => (change.Key.Brand, Hour: HourCounts.HourOf(change.Key.Bucket))))
        {
            string? counts = null;
            session.Prepared.Read(ReadHour, row => counts = row.GetString(0), hour.Key.Brand, hour.Key.Hour);
            session.Execute(WriteHour, hour.Key.Brand, hour.Key.Hour, HourCounts.Changed(counts, hour));
        }
    }
}
