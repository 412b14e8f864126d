namespace ChatTriage.Benchmarks;

/// <summary>The plainest way to read a tone: words cut at blanks, looked up in a list.</summary>
internal static class LexiconPeer
{
    private static readonly char[] Around = ['.', ',', '!', '?', ';', ':', '"', '(', ')', '#', '@'];

    /// <summary>A list of the usual size, with some real words so that lookups succeed as often as they would.</summary>
    public static Dictionary<string, int> Words()
    {
        string[] kind = ["thanks", "thank", "great", "love", "good", "awesome", "best", "please", "nice", "happy", "amazing", "help"];
        string[] unkind = ["delayed", "cancelled", "late", "worst", "bad", "lost", "never", "no", "rude", "terrible", "hold", "problem"];
        return kind.Select(word => (word, 2)).Concat(unkind.Select(word => (word, -2))).Concat(Enumerable.Range(0, 3_300).Select(i => ($"word{i}", 1)))
            .ToDictionary(entry => entry.Item1, entry => entry.Item2, StringComparer.Ordinal);
    }

    /// <summary>The sum of the words' tones.</summary>
    public static int Score(string text, Dictionary<string, int> words)
    {
        int score = 0;
        foreach (string word in text.ToLowerInvariant().Split(' '))
        {
            score += words.GetValueOrDefault(word.Trim(Around));
        }

        return score;
    }
}
