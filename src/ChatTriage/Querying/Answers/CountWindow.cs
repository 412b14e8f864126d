using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>
/// Counts a brand's mentions in a window exactly, without reading them: whole hours from one row each, the quarters of hours that the window or a bar of its chart cuts
/// (zones that are off by :30 or :45), and only for what is less than a quarter the mentions themselves.
/// </summary>
internal static class CountWindow
{
    private const string Hours = "SELECT hour, counts FROM rollup_hour WHERE brand = @p0 AND hour >= @p1 AND hour < @p2";
    private const string Quarters = "SELECT bucket, source, sentiment, state, n FROM rollup WHERE brand = @p0 AND bucket >= @p1 AND bucket < @p2";

    private const string Rows =
        """
        SELECT b.observed_at, m.source, m.sentiment, m.state
        FROM mention_brand b CROSS JOIN mention m INDEXED BY mention_facts ON m.id = b.mention_id AND m.state <> 'Unmatched'
        WHERE b.brand = @p0 AND b.observed_at >= @p1 AND b.observed_at < @p2
        """;

    /// <summary>Counts what fits the filter.</summary>
    public static WindowCounts Run(PreparedStatements statements, string brand, TimeBars bars, CountFilter filter)
    {
        var counts = new WindowCounts(bars, filter);
        (long from, long to) = (bars.Starts.Length == 0 ? bars.End : bars.Starts[0], bars.End);
        (long quarterFrom, long quarterTo) = (Up(from, RollUp.Bucket), Down(to, RollUp.Bucket));
        if (quarterFrom >= quarterTo)
        {
            AddRows(statements, brand, from, to, counts);
            return counts;
        }

        AddRows(statements, brand, from, quarterFrom, counts);
        AddRows(statements, brand, quarterTo, to, counts);
        (long hourFrom, long hourTo) = (Up(quarterFrom, HourCounts.Length), Down(quarterTo, HourCounts.Length));
        if (hourFrom >= hourTo)
        {
            AddQuarters(statements, brand, quarterFrom, quarterTo, counts);
            return counts;
        }

        AddQuarters(statements, brand, quarterFrom, hourFrom, counts);
        AddQuarters(statements, brand, hourTo, quarterTo, counts);
        HashSet<long> cut = [.. bars.Starts.Where(start => start > hourFrom && start < hourTo && start % HourCounts.Length != 0).Select(start => Down(start, HourCounts.Length))];
        AddHours(statements, brand, hourFrom, hourTo, cut, counts);
        AddCutHours(statements, brand, cut, counts);
        return counts;
    }

    private static void AddHours(PreparedStatements statements, string brand, long from, long to, HashSet<long> except, WindowCounts counts)
    {
        CountFilter filter = counts.Filter;
        statements.Read(
            Hours,
            row =>
            {
                long hour = row.GetInt64(0);
                if (except.Contains(hour))
                {
                    return;
                }

                long inHour = 0;
                HourCounts.ReadLines(row.GetString(1), (source, cells) =>
                {
                    if (!filter.Fits(source))
                    {
                        return;
                    }

                    long ofSource = 0;
                    HourCounts.ReadCells(cells, (tone, state, n) => ofSource += counts.Add(tone, state, n));
                    counts.AddSource(source, ofSource);
                    inHour += ofSource;
                });
                counts.ByBar[counts.Bars.IndexOf(hour)] += inHour;
                Fill(counts, hour, HourCounts.Length, inHour);
            },
            brand, from, to);
    }

    /// <summary>Hours beside each other are read at once.</summary>
    private static void AddCutHours(PreparedStatements statements, string brand, HashSet<long> cut, WindowCounts counts)
    {
        long? start = null;
        long end = 0;
        foreach (long hour in cut.Order())
        {
            if (start is { } begun && hour != end)
            {
                AddQuarters(statements, brand, begun, end, counts);
                start = hour;
            }

            start ??= hour;
            end = hour + HourCounts.Length;
        }

        if (start is { } last)
        {
            AddQuarters(statements, brand, last, end, counts);
        }
    }

    private static void AddQuarters(PreparedStatements statements, string brand, long from, long to, WindowCounts counts)
    {
        if (from < to)
        {
            statements.Read(
                Quarters,
                row => Fill(counts, row.GetInt64(0), RollUp.Bucket, counts.Add(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4))),
                brand, from, to);
        }
    }

    private static void AddRows(PreparedStatements statements, string brand, long from, long to, WindowCounts counts)
    {
        if (from < to)
        {
            statements.Read(Rows, row => Fill(counts, row.GetInt64(0), 1, counts.Add(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3))), brand, from, to);
        }
    }

    private static void Fill(WindowCounts counts, long from, long length, long n)
    {
        if (n != 0 && !counts.Filter.IsEmpty && (counts.Filled.Count == 0 || counts.Filled[^1].From != from))
        {
            counts.Filled.Add((from, from + length));
        }
    }

    private static long Down(long time, long unit) => time / unit * unit;

    private static long Up(long time, long unit) => (time + unit - 1) / unit * unit;
}
