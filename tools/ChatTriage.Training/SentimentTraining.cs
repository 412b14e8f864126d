using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Training;

/// <summary>Makes the model of the tone of English posts from the SemEval tweets and the word lists.</summary>
internal static class SentimentTraining
{
    /// <summary>The classes, in the order of the model.</summary>
    public static readonly string[] Labels = ["negative", "neutral", "positive"];

    // Every tenth tweet is kept from the weights while the temperature is looked for.
    private const int Fold = 10;

    /// <summary>Writes the model and the word lists.</summary>
    public static void Run(TrainingFolders folders, Func<string, Stream> create)
    {
        SortedDictionary<uint, WordTone> words = WordLists.Read(folders.Lists());
        using (Stream stream = create(AnalysisModels.LexiconFile))
        {
            Lexicon.Write(stream, words);
        }

        var lexicon = new Lexicon(words);
        List<Example> examples = [.. Rows(folders.Data).Select(row => Example(row, lexicon))];
        float temperature = Temperature(examples);
        using Stream model = create(AnalysisModels.SentimentFile);
        LinearModel.Write(model, Labels, temperature, HashedFeatures.Reserved, New().Train(examples), steps: 127, clip: 0.0001);
        Console.WriteLine($"{examples.Count} tweets, {words.Count} words with a tone, temperature {temperature:0.00}");
    }

    /// <summary>Learns without the sets whose name begins so, and gives the model and those sets.</summary>
    public static (LinearModel Model, Lexicon Lexicon, List<LabelledText> Kept) Without(TrainingFolders folders, string set)
    {
        var lexicon = new Lexicon(WordLists.Read(folders.Lists()));
        ILookup<bool, LabelledText> rows = Rows(folders.Data).ToLookup(row => row.Set.StartsWith(set, StringComparison.Ordinal));
        List<Example> examples = [.. rows[false].Select(row => Example(row, lexicon))];
        using var stream = new MemoryStream();
        LinearModel.Write(stream, Labels, Temperature(examples), HashedFeatures.Reserved, New().Train(examples), steps: 127, clip: 0.0001);
        stream.Position = 0;
        return (LinearModel.Read(stream), lexicon, [.. rows[true]]);
    }

    /// <summary>The tweets without those that are also in the part of TweetEval by which the model is judged.</summary>
    private static IEnumerable<LabelledText> Rows(string data)
    {
        var judged = LabelledText.Read(data, "tweeteval-sentiment.val.csv").Select(row => Fingerprint(row.Text)).ToHashSet();
        return LabelledText.Read(data, "semeval2013-2016.train.csv").Where(row => !judged.Contains(Fingerprint(row.Text)));
    }

    /// <summary>The words of a text without handles and links, which the two collections write differently.</summary>
    private static uint Fingerprint(string text)
    {
        uint hash = FeatureHash.Seed;
        foreach (TextToken token in TextScan.Of(text, TermMask.None).Tokens)
        {
            hash = token.Kind is TokenKind.Word ? FeatureHash.Add(hash, token.Hash) : hash;
        }

        return hash;
    }

    /// <summary>The divisor of scores at which unseen tweets are the least surprising, all classes weighing alike: class shares differ from source to source.</summary>
    private static float Temperature(List<Example> examples)
    {
        float[] weights = New().Train([.. examples.Where((_, i) => i % Fold != 0)]);
        List<(float[] Scores, int Label)> unseen = [.. examples.Where((_, i) => i % Fold == 0).Select(example => (Scores(example, weights), example.Label))];
        int[] counts = [.. Labels.Select((_, label) => Math.Max(1, unseen.Count(one => one.Label == label)))];
        return Enumerable.Range(0, 60).Select(step => 0.5f + (step * 0.05f)).MinBy(temperature => unseen.Sum(one =>
        {
            float[] probabilities = [.. one.Scores.Select(score => score / temperature)];
            Trainer.Softmax(probabilities);
            return -Math.Log(Math.Max(1e-9, probabilities[one.Label])) / counts[one.Label];
        }));
    }

    private static float[] Scores(Example example, float[] weights)
    {
        float[] scores = new float[Labels.Length];
        for (int f = 0; f < example.Indexes.Length; f++)
        {
            for (int k = 0; k < scores.Length; k++)
            {
                scores[k] += weights[(example.Indexes[f] * scores.Length) + k] * example.Values[f];
            }
        }

        return scores;
    }

    private static Trainer New() => new(HashedFeatures.Dimensions, Labels.Length) { Rate = 0.02f };

    private static Example Example(LabelledText row, Lexicon lexicon)
    {
        Span<TextFeature> features = new TextFeature[HashedFeatures.MaxCount];
        features = features[..HashedFeatures.Extract(TextScan.Of(row.Text, TermMask.None), lexicon, features)];
        int[] indexes = new int[features.Length];
        float[] values = new float[features.Length];
        for (int i = 0; i < features.Length; i++)
        {
            (indexes[i], values[i]) = (features[i].Index, features[i].Value);
        }

        return new Example(indexes, values, Array.IndexOf(Labels, row.Label));
    }
}
