using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Training;

/// <summary>The figures of docs/models.md: of the models that ship on texts they have not seen, and of models made without a part of the data on that part.</summary>
internal static class Evaluation
{
    private static readonly (string File, string Code)[] Tweets =
        [("arabic", "ar"), ("english", "en"), ("french", "fr"), ("german", "de"), ("italian", "it"), ("portuguese", "pt"), ("spanish", "es"), ("hindi", "hi")];

    /// <summary>Prints them.</summary>
    public static void Run(TrainingFolders folders)
    {
        var analyzer = new LocalAnalyzer();
        Console.WriteLine("The models that ship");
        PrintTone("TweetEval validation", LabelledText.Read(folders.Data, "tweeteval-sentiment.val.csv"), analyzer);
        PrintTone("airlines, zero-shot", LabelledText.Read(folders.Data, "airline.csv"), analyzer);
        PrintTone("Sanders, zero-shot", LabelledText.Read(folders.Data, "sanders.csv").Where(row => row.Label != "irrelevant"), analyzer);
        PrintTone("SXSW, zero-shot", LabelledText.Read(folders.Data, "sxsw-brands.csv").Select(row => row with { Label = ToneOfBrand(row.Label) }).Where(row => row.Label.Length > 0), analyzer);
        PrintLanguage("airlines", LabelledText.Read(folders.Data, "airline.csv").Select(row => (row.Text, "en")), text => analyzer.Analyze(text, null, TermMask.None).Language);
        PrintLanguage("TweetEval validation", LabelledText.Read(folders.Data, "tweeteval-sentiment.val.csv").Select(row => (row.Text, "en")), text => analyzer.Analyze(text, null, TermMask.None).Language);
        foreach ((string file, string code) in Tweets)
        {
            PrintLanguage($"XLM-T {file}", LabelledText.Read(folders.Data, $"xlmt/{file}.train.csv").Select(row => (row.Text, code)), text => analyzer.Analyze(text, null, TermMask.None).Language);
        }

        Console.WriteLine("Models made without a part of the data");
        (LanguageModel languages, List<LabelledText> kept) = LanguageTraining.WithoutAFifth(folders);
        var names = languages.Names.ToHashSet(StringComparer.Ordinal);
        PrintLanguage("sentences of the languages told", kept.Where(row => names.Contains(row.Label)).Select(row => (row.Text, row.Label)), Guess);
        PrintLanguage("sentences of 45 others", kept.Where(row => !names.Contains(row.Label)).Select(row => (row.Text, "other")), Guess);
        PrintLanguage("pairs of words", LabelledText.Read(folders.Data, "lid-lingua-word-pairs.csv").Where(row => names.Contains(row.Label)).Select(row => (row.Text, row.Label)), Guess);
        (LinearModel tones, Lexicon lexicon, List<LabelledText> tweets) = SentimentTraining.Without(folders, "2016test");
        var figures = new Figures(3);
        TextFeature[] features = new TextFeature[HashedFeatures.MaxCount];
        float[] scores = new float[3];
        foreach (LabelledText row in tweets)
        {
            tones.Score(features.AsSpan(0, HashedFeatures.Extract(TextScan.Of(row.Text, TermMask.None), lexicon, features)), scores);
            tones.ToProbabilities(scores);
            figures.Add(Array.IndexOf(SentimentTraining.Labels, row.Label), scores);
        }

        Console.WriteLine($"tone  SemEval 2016 test: {figures}");

        string? Guess(string text) => languages.Guess(TextScan.Of(text, TermMask.None)).Language;
    }

    private static string ToneOfBrand(string label) => label switch
    {
        "Positive emotion" => "positive",
        "Negative emotion" => "negative",
        "No emotion toward brand or product" => "neutral",
        _ => "",
    };

    private static void PrintTone(string name, IEnumerable<LabelledText> rows, LocalAnalyzer analyzer)
    {
        var figures = new Figures(3);
        int skipped = 0;
        foreach (LabelledText row in rows)
        {
            TextAnalysis analysis = analyzer.Analyze(row.Text, null, TermMask.None);
            if (analysis.Confidence == 0)
            {
                skipped++;
                figures.Add(Array.IndexOf(SentimentTraining.Labels, row.Label), [0, 1, 0]);
                continue;
            }

            figures.Add(Array.IndexOf(SentimentTraining.Labels, row.Label), [analysis.Negative, analysis.Neutral, analysis.Positive]);
        }

        Console.WriteLine($"tone  {name}: {figures}; not assessed, counted as neutral: {skipped}");
    }

    private static void PrintLanguage(string name, IEnumerable<(string Text, string Label)> rows, Func<string, string?> guess)
    {
        var read = rows.Select(row => (row.Label, Guess: guess(row.Text) ?? "other")).ToList();
        IEnumerable<string> mistakes = read.Where(row => row.Label != row.Guess).GroupBy(row => $"{row.Label}>{row.Guess}").OrderByDescending(group => group.Count()).Take(6).Select(group => $"{group.Key} {group.Count()}");
        Console.WriteLine($"language  {name}: {100.0 * read.Count(row => row.Label == row.Guess) / read.Count:0.0} of {read.Count}; mistakes: {string.Join(", ", mistakes)}");
    }
}
