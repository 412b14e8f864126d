using System.Data.Common;
using ChatTriage.Mentions;
using Dapper;

namespace ChatTriage.Storage;

/// <summary>Compares the counts by the hour, from which questions are answered, with the quarters that the ledger proves.</summary>
internal static class HourAudit
{
    private const string Brands = "SELECT brand FROM rollup WHERE brand <> '' UNION SELECT brand FROM rollup_hour";

    private static readonly string Quarters =
        $"""
        SELECT brand, bucket / {HourCounts.Length} * {HourCounts.Length} AS bucket, source, sentiment AS tone, state, sum(n) AS n
        FROM rollup WHERE brand = @brand GROUP BY 1, 2, 3, 4, 5
        """;

    /// <summary>How many hours differ, in one direction or the other.</summary>
    public static async Task<long> CountAsync(DbConnection connection)
    {
        long broken = 0;
        foreach (string brand in await connection.QueryAsync<string>(Brands))
        {
            var stored = (await connection.QueryAsync<(long Hour, string Counts)>("SELECT hour, counts FROM rollup_hour WHERE brand = @brand", new { brand }))
                .ToDictionary(row => row.Hour, row => row.Counts);
            var counted = (await connection.QueryAsync<(string Brand, long Bucket, string Source, string Tone, string State, long N)>(Quarters, new { brand })).ToLookup(
                cell => cell.Bucket,
                cell => KeyValuePair.Create(new RollUpCell(cell.Brand, cell.Bucket, cell.Source, Enum.Parse<Tone>(cell.Tone), Enum.Parse<MentionState>(cell.State)), checked((int)cell.N)));
            broken += stored.Keys.Union(counted.Select(hour => hour.Key)).Count(hour => !Same(stored.GetValueOrDefault(hour), counted[hour]));
        }

        return broken;
    }

    /// <summary>The order of counts within a line says nothing. Text that is no counts at all differs like any other.</summary>
    private static bool Same(string? stored, IEnumerable<KeyValuePair<RollUpCell, int>> quarters) => Ordered(stored ?? "") == Ordered(HourCounts.Changed(counts: null, quarters));

    private static string Ordered(string counts) =>
        string.Join('\n', counts.Split('\n').Select(line => line.Split('\t', 2) is [var source, var cells] ? $"{source}\t{string.Join(' ', cells.Split(' ').Order(StringComparer.Ordinal))}" : line).Order(StringComparer.Ordinal));
}
