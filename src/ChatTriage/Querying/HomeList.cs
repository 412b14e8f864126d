using System.Globalization;
using ChatTriage.Mentions;

namespace ChatTriage.Querying;

/// <summary>Some mentions of a longer list, with how many there are.</summary>
/// <param name="Items">Those that are shown.</param>
/// <param name="Count">How many there are, counted up to <see cref="Most"/>.</param>
internal sealed record HomeList(IReadOnlyList<Mention> Items, int Count)
{
    /// <summary>Nobody reads further, so no more are counted: a page must be quick in a flood too.</summary>
    public const int Most = 1000;

    /// <summary>How many there are, for a sentence.</summary>
    public string Amount => Count > Most ? $"over {Number(Most)}" : Number(Count);

    /// <summary>For a heading: nothing when it is empty, <c> · 3</c>, or <c> · 10 of 37</c> when not all are shown.</summary>
    public string Part => Count == 0 ? "" : Count > Items.Count ? $" · {Number(Items.Count)} of {Amount}" : $" · {Amount}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
