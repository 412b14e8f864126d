using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Spikes;

/// <summary>Reads a brand's counts from the roll-up: a few short ranges of its key, however much is stored.</summary>
internal static class SpikeCounts
{
    private const string Range =
        "SELECT bucket, sum(n) AS total, coalesce(sum(n) FILTER (WHERE sentiment = @p3), 0) AS negative FROM rollup WHERE brand = @p0 AND bucket >= @p1 AND bucket < @p2 GROUP BY bucket";

    private const string First = "SELECT bucket FROM rollup WHERE brand = @p0 ORDER BY bucket LIMIT 1";
    private const string FirstReceived = "SELECT m.received_at FROM mention_brand b CROSS JOIN mention m ON m.id = b.mention_id WHERE b.brand = @p0 ORDER BY b.observed_at LIMIT 1";
    private const long New = 3 * 96 * RollUp.Bucket;

    /// <summary>The hour that ends with a quarter.</summary>
    public static HourCount Now(PreparedStatements statements, string brand, long bucket)
    {
        var series = new HourSeries(0);
        Add(statements, series, brand, bucket - (3 * RollUp.Bucket), bucket + RollUp.Bucket);
        return series.Hour(bucket);
    }

    /// <summary>What is needed to judge a quarter.</summary>
    public static HourSeries Past(PreparedStatements statements, string brand, long bucket)
    {
        bool isNew = statements.Query<long>(FirstReceived, brand) is not [var received] || received > bucket - New;
        var series = new HourSeries(statements.Query<long>(First, brand) is [var first] ? first : long.MaxValue, isNew);
        var read = new HashSet<long>();
        foreach ((long from, long to) in SpikeBaseline.Ranges(bucket))
        {
            // The seventh and the fourteenth day are also the first and the second week.
            if (read.Add(from))
            {
                Add(statements, series, brand, from, to);
            }
        }

        return series;
    }

    private static void Add(PreparedStatements statements, HourSeries series, string brand, long from, long to)
    {
        foreach (Quarter quarter in statements.Query<Quarter>(Range, brand, from, to, Tone.Negative))
        {
            series.Add(quarter.Bucket, quarter.Total, quarter.Negative);
        }
    }

    private sealed record Quarter
    {
        public long Bucket { get; init; }

        public long Total { get; init; }

        public long Negative { get; init; }
    }
}
