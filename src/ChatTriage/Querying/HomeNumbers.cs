using System.Data.Common;
using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
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
        var counted = brands.ToDictionary(brand => brand.Name, _ => new Dictionary<MentionState, long>());
        foreach (IGrouping<(long From, long To), Brand> day in brands.GroupBy(brand => TimeWindow.Of(PeriodAsked.Today, now, zone ?? brand.TimeZone).Buckets()))
        {
            IEnumerable<(string Brand, string State, long N)> counts = await connection.QueryAsync<(string, string, long)>(
                "SELECT brand, state, sum(n) FROM rollup WHERE brand IN @names AND bucket >= @From AND bucket < @To GROUP BY brand, state HAVING sum(n) > 0",
                new { names = day.Select(brand => brand.Name), day.Key.From, day.Key.To });
            foreach ((string brand, string state, long n) in counts)
            {
                counted[brand].Add(Enum.Parse<MentionState>(state), n);
            }
        }

        return new HomeNumbers([.. brands.Select(brand => (brand.Name, counted[brand.Name]))]);
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
