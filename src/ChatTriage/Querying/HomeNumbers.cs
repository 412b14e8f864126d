using System.Data.Common;
using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>Today's mentions of our own brands, counted by state from the roll-up.</summary>
internal sealed class HomeNumbers
{
    private readonly IReadOnlyList<(string Brand, Dictionary<MentionState, long> Counts)> _brands;

    private HomeNumbers(IReadOnlyList<(string Brand, Dictionary<MentionState, long> Counts)> brands) => _brands = brands;

    /// <summary>Counts the person's day; where the zone is not known, each brand's own.</summary>
    public static async Task<HomeNumbers> ReadAsync(DbConnection connection, IReadOnlyList<Brand> brands, TimeZoneInfo? zone, DateTimeOffset now)
    {
        var counted = new List<(string, Dictionary<MentionState, long>)>();
        foreach (Brand brand in brands)
        {
            (long from, long to) = TimeWindow.Of(Period.Today, now, zone ?? brand.TimeZone).Buckets();
            IEnumerable<(string State, long N)> counts = await connection.QueryAsync<(string, long)>(
                "SELECT state, sum(n) FROM rollup WHERE brand = @Name AND bucket >= @from AND bucket < @to GROUP BY state HAVING sum(n) > 0", new { brand.Name, from, to });
            counted.Add((brand.Name, counts.ToDictionary(count => Enum.Parse<MentionState>(count.State), count => count.N)));
        }

        return new HomeNumbers(counted);
    }

    /// <summary>The brands that were talked about most, in words.</summary>
    public IEnumerable<(string Brand, string Words)> Busiest(int most) =>
        _brands.OrderByDescending(brand => brand.Counts.Values.Sum()).Take(most).Select(brand => (brand.Brand, Words(brand.Counts)));

    /// <summary>For a heading, when not all brands are shown.</summary>
    public string Part(int most) => _brands.Count > most ? string.Create(CultureInfo.InvariantCulture, $" · {most} of {_brands.Count} brands") : "";

    private static string Words(Dictionary<MentionState, long> counts) => counts.Count == 0
        ? "nothing yet"
        : $"{Number(counts.Values.Sum())}: {string.Join(", ", StateWords.InOrder.Where(counts.ContainsKey).Select(state => $"{Number(counts[state])} {StateWords.Label(state).ToLowerInvariant()}"))}";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
