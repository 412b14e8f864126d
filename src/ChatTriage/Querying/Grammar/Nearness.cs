namespace ChatTriage.Querying.Grammar;

/// <summary>How near a word is to another one: insert, delete, replace a letter or swap two neighbours (optimal string alignment), without regard to case.</summary>
internal static class Nearness
{
    private const int MaxCompared = 100;
    private const int Short = 3;
    private const int Middle = 5;

    /// <summary>How many mistakes a word of that length may have to still be taken for another one.</summary>
    public static int Allowed(string word) => word.Length <= Short ? 0 : word.Length <= Middle ? 1 : 2;

    /// <summary>The number of mistakes in the first hundred letters, or some larger number than <paramref name="most"/>.</summary>
    public static int Distance(string left, string right, int most = MaxCompared)
    {
        ReadOnlySpan<char> a = left.AsSpan(0, Math.Min(left.Length, MaxCompared)), b = right.AsSpan(0, Math.Min(right.Length, MaxCompared));
        Span<int> before = stackalloc int[MaxCompared + 1], last = stackalloc int[MaxCompared + 1], row = stackalloc int[MaxCompared + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int best = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                bool swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
                row[j] = swapped ? Math.Min(best, before[j - 2] + 1) : best;
                least = Math.Min(least, row[j]);
            }

            // A swap looks back two rows, and costs one: no later row can come below this.
            if (least > most + 1)
            {
                return least;
            }

            Span<int> free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }

    /// <summary>The nearest of some words, when it is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        (int allowed, string? nearest) = (Allowed(word), null);
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) <= allowed && Distance(candidate, word, allowed) is var distance && (distance < allowed || (distance == allowed && nearest is null)))
            {
                (allowed, nearest) = (distance, candidate);
            }
        }

        return nearest;
    }

    private static bool Same(char left, char right) => left == right || char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
