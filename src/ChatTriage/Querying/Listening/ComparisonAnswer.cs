using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;

namespace ChatTriage.Querying.Listening;

/// <summary>Brands beside each other in one window, for every way of showing it.</summary>
public sealed record ComparisonAnswer
{
    /// <summary>What was asked.</summary>
    public required Question.Comparison Question { get; init; }

    /// <summary>The span of time, the same for all.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>The moment of the answer; nothing later is counted as passed.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The brands in the order in which they were named.</summary>
    public required IReadOnlyList<BrandShare> Brands { get; init; }

    /// <summary>What one value of a series is: <c>hour</c>, <c>day</c> or <c>week</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>What the values of each series are called, oldest first, up to now.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The names that were watched then, so that what its buttons carry is read again as the same question.</summary>
    public required BrandNames Names { get; init; }

    /// <summary>What a reader must know to trust the figures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Mentions of all of them.</summary>
    public long Total => Brands.Sum(brand => brand.Totals.Total);
}
