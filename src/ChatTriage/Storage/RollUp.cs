using ChatTriage.Mentions;

namespace ChatTriage.Storage;

/// <summary>
/// Counts by brand, 15 minutes, source, sentiment and state, kept exact by being written in the transaction of the change itself.
/// Answering "brand X today" adds up at most 96 buckets instead of counting rows.
/// </summary>
public static class RollUp
{
    /// <summary>Length of a bucket in microseconds: a quarter of an hour, because some zones are off by :30 or :45.</summary>
    public const long Bucket = 15L * 60 * 1_000_000;

    /// <summary>The brand under which mentions without a brand are counted.</summary>
    public const string NoBrand = "";

    /// <summary>Adds <paramref name="n"/> to a bucket.</summary>
    public const string Add =
        """
        INSERT INTO rollup (brand, bucket, source, sentiment, state, n) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT (brand, bucket, source, sentiment, state) DO UPDATE SET n = rollup.n + excluded.n
        """;

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

        Count(session, before, -1);
        Count(session, after, +1);
    }

    private static void Count(DbSession session, Mention mention, int n)
    {
        foreach (string brand in BrandsOf(mention))
        {
            session.Execute(Add, brand, BucketOf(mention.ObservedAt), mention.Source, mention.Sentiment, mention.State, n);
        }
    }
}
