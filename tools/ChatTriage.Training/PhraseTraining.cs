using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Training;

/// <summary>Counts which words are common: of English in the tweets and the sentences, of other languages in their sentences.</summary>
internal static class PhraseTraining
{
    private const int LeastTexts = 3;
    private const int LeastTweets = 8;

    /// <summary>Steps of rareness for every time a word is e times rarer.</summary>
    private const double Steps = 25;

    /// <summary>Writes the background.</summary>
    public static void Run(TrainingFolders folders, Func<string, Stream> create)
    {
        var languages = LabelledText.Read(folders.Data, "lid-lingua-sentences.csv").GroupBy(row => row.Label)
            .Where(group => group.Count() >= LanguageTraining.EnoughSentences)
            .ToDictionary(group => group.Key, group => Count([.. group.Select(row => row.Text)], LeastTexts), StringComparer.Ordinal);
        SortedDictionary<uint, byte> english = Count([.. LabelledText.Read(folders.Data, "semeval2013-2016.train.csv").Select(row => row.Text)], LeastTweets);
        foreach ((uint word, byte rareness) in languages["en"])
        {
            english[word] = Math.Min(rareness, english.GetValueOrDefault(word, PhraseBackground.Unseen));
        }

        languages["en"] = english;
        using Stream stream = create(AnalysisModels.PhrasesFile);
        PhraseBackground.Write(stream, languages);
        Console.WriteLine($"{languages.Count} languages, {languages.Values.Sum(words => words.Count)} words, {english.Count} of them English");
    }

    private static SortedDictionary<uint, byte> Count(List<string> texts, int least)
    {
        var counts = new Dictionary<uint, int>();
        var seen = new HashSet<uint>();
        foreach (string text in texts)
        {
            seen.Clear();
            foreach (TextToken token in TextScan.Of(text, TermMask.None).Tokens)
            {
                if (token.Kind == TokenKind.Word && seen.Add(token.Hash))
                {
                    counts[token.Hash] = counts.GetValueOrDefault(token.Hash) + 1;
                }
            }
        }

        return new SortedDictionary<uint, byte>(counts.Where(word => word.Value >= least)
            .ToDictionary(word => word.Key, word => (byte)Math.Clamp(Math.Round(-Steps * Math.Log((double)word.Value / texts.Count)), 1, PhraseBackground.Unseen - 1)));
    }
}
