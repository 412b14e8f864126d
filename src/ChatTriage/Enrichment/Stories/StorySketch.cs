namespace ChatTriage.Enrichment.Stories;

/// <summary>What is kept of a text so that others can be compared with it.</summary>
/// <param name="Shingles">The set of its runs of five characters, rising.</param>
/// <param name="Keys">Where near-identical texts meet.</param>
/// <param name="Marks">What must be equal.</param>
public sealed record StorySketch(uint[] Shingles, ulong[] Keys, ulong Marks)
{
    /// <summary>Share of common runs from which two texts say the same: measured on crisis posts, see docs/performance.md.</summary>
    public const double SimilarFrom = 0.6;

    /// <summary>Common runs over all runs of two rising sets, 0 to 1 (Jaccard).</summary>
    public static double Similarity(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        int common = 0, i = 0, j = 0;
        while (i < one.Length && j < other.Length)
        {
            uint a = one[i], b = other[j];
            common += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        int all = one.Length + other.Length - common;
        return all == 0 ? 0 : (double)common / all;
    }

    /// <summary>Whether the sets are so different in size that they cannot be alike.</summary>
    public static bool CannotBeSimilar(int one, int other) => Math.Min(one, other) < SimilarFrom * Math.Max(one, other);
}
