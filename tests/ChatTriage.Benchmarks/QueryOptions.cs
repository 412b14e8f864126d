using System.Globalization;

namespace ChatTriage.Benchmarks;

/// <summary>Size of a run of questions.</summary>
/// <param name="Rows">Stored mentions, one run each.</param>
/// <param name="Folder">Where the stores lie while they are measured: 1 GB a million.</param>
/// <param name="Rounds">How often each question is asked.</param>
public sealed record QueryOptions(int[] Rows, string Folder, int Rounds)
{
    /// <summary>Reads <c>--rows 1000000,10000000</c> or <c>rows=…</c>.</summary>
    public static QueryOptions Parse(string[] arguments)
    {
        var values = string.Join(' ', arguments).Replace("--", "", StringComparison.Ordinal).Replace('=', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1]);
        return new QueryOptions(
            [.. values.GetValueOrDefault("rows", "1000000").Split(',').Select(rows => int.Parse(rows, CultureInfo.InvariantCulture))],
            values.GetValueOrDefault("folder", Path.GetTempPath()),
            int.Parse(values.GetValueOrDefault("rounds", "2000"), CultureInfo.InvariantCulture));
    }
}
