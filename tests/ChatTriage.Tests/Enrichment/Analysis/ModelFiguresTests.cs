using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Training;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>What docs/models.md says of the models that ship, on texts they were not made from.</summary>
public sealed class ModelFiguresTests
{
    private static readonly LocalAnalyzer Analyzer = new();

    [Fact]
    public void Tone_Of_Tweets_Is_Found_As_Often_As_Promised_And_As_Sure_As_It_Says()
    {
        (Figures figures, _) = ToneOf("tweeteval-sentiment.val.csv");

        figures.MacroRecall.ShouldBeGreaterThan(69);
        figures.CalibrationError.ShouldBeLessThan(5);
    }

    [Fact]
    public void Tone_Of_Posts_To_Airlines_Is_Found_Without_Having_Seen_Any()
    {
        (Figures figures, int notAssessed) = ToneOf("airline.csv");

        figures.MacroF1.ShouldBeGreaterThan(64.5);
        figures.CalibrationError.ShouldBeLessThan(5);
        notAssessed.ShouldBeLessThan(150);
    }

    [Theory]
    [InlineData("airline.csv", 98)]
    [InlineData("tweeteval-sentiment.val.csv", 99)]
    public void English_Tweets_Are_Taken_For_English(string file, double percent)
    {
        List<LabelledText> rows = LabelledData.Rows(file);

        (100.0 * rows.Count(row => LanguageOf(row.Text) == "en") / rows.Count).ShouldBeGreaterThan(percent);
    }

    [Fact]
    public void Two_Words_Are_Often_Enough_To_Tell_One_Of_34_Languages()
    {
        string[] named = [.. AnalysisModels.Shared.Language.Names];
        List<LabelledText> pairs = [.. LabelledData.Rows("lid-lingua-word-pairs.csv").Where(row => named.Contains(row.Label))];

        named.Length.ShouldBe(34);
        (100.0 * pairs.Count(row => LanguageOf(row.Text) == row.Label) / pairs.Count).ShouldBeGreaterThan(85);
    }

    [Theory]
    [InlineData("french", "fr")]
    [InlineData("spanish", "es")]
    [InlineData("arabic", "ar")]
    public void Tweets_In_Other_Languages_Are_Not_Given_A_Tone(string file, string language)
    {
        List<LabelledText> rows = LabelledData.Rows($"xlmt/{file}.train.csv");

        (100.0 * rows.Count(row => LanguageOf(row.Text) == language) / rows.Count).ShouldBeGreaterThan(96);
        (100.0 * rows.Count(row => Analyzer.Analyze(row.Text, null, TermMask.None).Tone == Tone.NotAssessed) / rows.Count).ShouldBeGreaterThan(96);
    }

    [Fact]
    [Trait("Kind", "Slow")]
    public void A_Fifth_Of_The_Sentences_Kept_Aside_Is_Told_By_A_Model_Made_From_The_Rest()
    {
        (LanguageModel model, List<LabelledText> kept) = LanguageTraining.WithoutAFifth(new TrainingFolders(LabelledData.Folder(), ""));
        string[] named = [.. model.Names];
        ILookup<bool, LabelledText> rows = kept.ToLookup(row => named.Contains(row.Label));

        Share(rows[true], row => Guess(row.Text) == row.Label).ShouldBeGreaterThan(98);
        Share(rows[false], row => Guess(row.Text) is null).ShouldBeGreaterThan(89);

        string? Guess(string text) => model.Guess(TextScan.Of(text, TermMask.None)).Language;
        static double Share(IEnumerable<LabelledText> texts, Func<LabelledText, bool> isRight) => 100 * texts.Average(row => isRight(row) ? 1.0 : 0);
    }

    private static string? LanguageOf(string text) => Analyzer.Analyze(text, null, TermMask.None).Language;

    /// <summary>A text whose tone is not assessed counts as a neutral one.</summary>
    private static (Figures Figures, int NotAssessed) ToneOf(string file)
    {
        var figures = new Figures(3);
        int notAssessed = 0;
        foreach (LabelledText row in LabelledData.Rows(file))
        {
            TextAnalysis analysis = Analyzer.Analyze(row.Text, null, TermMask.None);
            notAssessed += analysis.Tone == Tone.NotAssessed ? 1 : 0;
            figures.Add(
                Array.IndexOf(SentimentTraining.Labels, row.Label),
                analysis.Tone == Tone.NotAssessed ? [0, 1, 0] : [analysis.Negative, analysis.Neutral, analysis.Positive]);
        }

        return (figures, notAssessed);
    }
}
