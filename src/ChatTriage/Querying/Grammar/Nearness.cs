namespace ChatTriage.Querying.Grammar;

/// <summary>How near a word is to another one: insert, delete, replace a letter or swap two neighbours (optimal string alignment), without regard to case.</summary>
internal static class Nearness
{
    private const int MaxCompared = 100;
    private const int Short = 3;
    private const int Middle = 5;

    /// <summary>How many mistakes a word of that length may have to still be taken for another one.</summary>
    public static int Allowed(string word) => word.Length <= Short ? 0 : word.Length <= Middle ? 1 : 2;

    /// <summary>The number of mistakes.</summary>
    public static int Distance(string left, string right)
    {
        (string a, string b) = (Cut(left), Cut(right));
        int[] before = new int[b.Length + 1], last = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int best = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                row[j] = swapped ? Math.Min(best, before[j - 2] + 1) : best;
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    /// <summary>The nearest of some words, when it is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        (int allowed, string? nearest) = (Allowed(word), null);
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) <= allowed && Distance(candidate, word) is var distance && (distance < allowed || (distance == allowed && nearest is null)))
            {
                (allowed, nearest) = (distance, candidate);
            }
        }

        return nearest;
    }

    private static string Cut(string word) => (word.Length > MaxCompared ? word[..MaxCompared] : word).ToLowerInvariant();
}
