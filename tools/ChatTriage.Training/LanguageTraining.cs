using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Training;

/// <summary>Makes the model that names the language, from the Leipzig sentences of Lingua and from English tweets.</summary>
internal static class LanguageTraining
{
    /// <summary>Languages with at least so many sentences are told by name.</summary>
    public const int EnoughSentences = 412;

    private const int EnglishTweets = 6000;
    private const int PartsOfSentence = 2;

    // Five bits a weight instead of eight halve the file and change nothing that can be measured.
    private const int Steps = 15;
    private const double Clip = 0.002;

    /// <summary>
    /// Languages that are not told by name, in groups of neighbours: one class for all of them together would have to look like every
    /// language that is told.
    /// </summary>
    private static readonly string[][] Others =
    [
        ["bs"], ["sl"], ["sk"], ["sr", "mk"], ["be", "kk", "mn"], ["ms"], ["nn"], ["is"], ["ca"], ["la", "eo"], ["az"], ["af"], ["lt", "lv", "et"],
    ];

    /// <summary>Writes the model.</summary>
    public static void Run(TrainingFolders folders, Func<string, Stream> create)
    {
        using Stream stream = create(AnalysisModels.LanguageFile);
        Write(folders.Data, Sentences(folders.Data), stream);
    }

    /// <summary>Learns without every fifth sentence, and gives the model and those sentences.</summary>
    public static (LanguageModel Model, List<LabelledText> Kept) WithoutAFifth(TrainingFolders folders)
    {
        List<LabelledText> rows = Sentences(folders.Data);
        using var stream = new MemoryStream();
        Write(folders.Data, [.. rows.Where((_, i) => i % 5 != 0)], stream);
        stream.Position = 0;
        return (new LanguageModel(LinearModel.Read(stream)), [.. rows.Where((_, i) => i % 5 == 0)]);
    }

    private static List<LabelledText> Sentences(string data) => LabelledText.Read(data, "lid-lingua-sentences.csv");

    private static void Write(string data, List<LabelledText> rows, Stream stream)
    {
        string[] named = [.. Sentences(data).GroupBy(row => row.Label).Where(group => group.Count() >= EnoughSentences).Select(group => group.Key).Order(StringComparer.Ordinal)];
        string[] labels = [.. named, .. Others.Select(group => $"other-{group[0]}"), "other"];
        var classes = rows.Select(row => row.Label).Distinct().ToDictionary(
            language => language,
            language => Array.IndexOf(named, language) is var at and >= 0 ? at
                : named.Length + (Array.FindIndex(Others, group => group.Contains(language)) is var group and >= 0 ? group : Others.Length));
        List<Example> examples = [.. Examples(rows, classes), .. Tweets(data).Select(tweet => Example(tweet, classes["en"]))];
        float[] weights = new Trainer(LanguageFeatures.Dimensions, labels.Length) { Rate = 0.03f, Balance = 0.5 }.Train(examples);
        LinearModel.Write(stream, labels, temperature: 1, countedRows: 0, weights, Steps, Clip);
        Console.WriteLine($"{examples.Count} texts, {named.Length} languages: {string.Join(' ', named)}");
    }

    /// <summary>Whole sentences, and a few words out of each, since posts are short.</summary>
    private static IEnumerable<Example> Examples(List<LabelledText> rows, Dictionary<string, int> classes)
    {
        uint state = 20261123;
        foreach (LabelledText row in rows)
        {
            yield return Example(row.Text, classes[row.Label]);
            for (int i = 0; i < PartsOfSentence; i++)
            {
                yield return Example(PartOf(row.Text, ref state), classes[row.Label]);
            }
        }
    }

    private static IEnumerable<string> Tweets(string data)
    {
        List<LabelledText> tweets = LabelledText.Read(data, "semeval2013-2016.train.csv");
        return Enumerable.Range(0, EnglishTweets).Select(i => tweets[(int)((long)i * tweets.Count / EnglishTweets)].Text);
    }

    private static string PartOf(string text, ref uint state)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4)
        {
            int letters = Math.Max(1, text.Length / 3);
            int first = Next(ref state, text.Length - letters + 1);
            return text.Substring(first, letters);
        }

        int length = 1 + Next(ref state, Math.Min(7, words.Length - 1));
        int start = Next(ref state, words.Length - length + 1);
        return string.Join(' ', words[start..(start + length)]);
    }

    private static int Next(ref uint state, int end)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)end);
    }

    private static Example Example(string text, int label)
    {
        Span<int> features = new int[LanguageFeatures.MaxCount];
        int count = LanguageFeatures.Extract(TextScan.Of(text, TermMask.None), features);
        float[] values = new float[count];
        Array.Fill(values, LanguageFeatures.ValueOf(count));
        return new Example(features[..count].ToArray(), values, label);
    }
}
