using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>Texts of every kind come through the service's limits as they are, or stay here.</summary>
public sealed class AzureTextTests
{
    /// <summary>A family of four with skin tones: one character for a reader, 19 UTF-16 units.</summary>
    private const string Family = "👨🏽‍👩🏽‍👧🏽‍👦🏽";

    [Fact]
    public async Task Emoji_Of_Several_Parts_Come_Through_As_They_Are()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        string text = $"love 🇩🇪 {Family} \u0065\u0301 \u202Ertl\u202C \"quotes\" \\ <b> @brightwater";

        await stage.ReadByAzureAsync(await stage.SendAsync(text));

        stage.Azure.Paid("SentimentAnalysis", text).ShouldBe(1);
        stage.Azure.Paid("KeyPhraseExtraction", text).ShouldBe(1);
    }

    [Fact]
    public async Task Length_Is_Counted_As_A_Reader_Counts()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        string exactly = "@brightwater" + string.Concat(Enumerable.Repeat(Family, 1_500)) + new string('x', 5_120 - 12 - 1_500);
        exactly.Length.ShouldBeGreaterThan(30_000);

        long within = await stage.SendAsync(exactly);
        long beyond = await stage.SendAsync("@brightwater " + new string('y', 5_121 - 13));
        await stage.ReadByAzureAsync(within);
        Mention tooLong = await stage.RowAsync(beyond);

        tooLong.AnalyseAt.ShouldBeNull("half a text can have another tone than all of it, so the built-in model reads it");
        (tooLong.AnalysedBy == AnalysisEngine.Azure).ShouldBeFalse();
        await stage.CardAsync(beyond);
        (await stage.RecordsAsync()).ShouldBe(12, "six started thousands, for tone and for phrases");
        stage.Azure.Calls.SelectMany(call => call.Documents).ShouldAllBe(document => document.Text == exactly);
        stage.Azure.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_Texts_Than_A_Call_Takes_Are_Asked_About_In_Several()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        AzureQuestion[] tones = [.. Enumerable.Range(0, 23).Select(i => new AzureQuestion(AzureKind.SentimentAnalysis, $"I love no. {i}", "en"))];
        AzureQuestion[] languages = [.. Enumerable.Range(0, 1_001).Select(i => new AzureQuestion(AzureKind.LanguageDetection, $"what is no. {i}", null))];

        IReadOnlyDictionary<AzureQuestion, AzureResult> results = await stage.Reader.ReadAsync(tones.Concat(languages), TestContext.Current.CancellationToken);

        tones.ShouldAllBe(question => results[question].Reading!.Label == Tone.Positive);
        languages.ShouldAllBe(question => results[question].Reading!.Language == "en");
        stage.Azure.Calls.Where(call => call.Kind == "SentimentAnalysis").Select(call => call.Documents.Count).Order().ShouldBe([3, 10, 10]);
        stage.Azure.Calls.Where(call => call.Kind == "LanguageDetection").Select(call => call.Documents.Count).Order().ShouldBe([1, 1_000]);
        stage.Azure.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Every_Call_Is_Within_The_Size_And_None_Is_Lost() => Gen.String[Gen.Char, 0, 3_000].Array[0, 80].Sample(
        texts =>
        {
            AzureQuestion[] questions = [.. texts.Select((text, i) => new AzureQuestion(AzureKind.LanguageDetection, AzureText.Clean($"{i} {text} {new string('\u0001', 30_000)}"), null))];
            IReadOnlyList<AzureQuestion>[] calls = [.. AzureText.Calls(questions)];

            return calls.SelectMany(call => call).SequenceEqual(questions)
                && calls.All(call => JsonSerializer.SerializeToUtf8Bytes(AzureAnswers.RequestFor(AzureKind.LanguageDetection, call), AzureJson.Default.Request).Length <= 1_048_576);
        },
        iter: 20);

    [Fact]
    public void Lone_Surrogate_Is_Replaced_And_Everything_Else_Stays() => Gen.String.Sample(text =>
    {
        string clean = AzureText.Clean(text);
        return clean == string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())) && new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(clean) >= clean.Length;
    });

    [Fact]
    public void Records_Are_Started_Thousands_Of_Text_Elements() => Gen.String[0, 4_000].Sample(
        text => AzureText.RecordsOf(text) == Math.Max(1, (new StringInfo(text).LengthInTextElements + 999) / 1_000));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(5_120, true)]
    [InlineData(5_121, false)]
    [InlineData(1_000_000, false)]
    public void Text_Fits_By_Its_Text_Elements(int letters, bool fits)
    {
        AzureText.Fits(new string('x', letters)).ShouldBe(fits);
        AzureText.Fits(string.Concat(Enumerable.Repeat("e\u0301", letters))).ShouldBe(fits);
    }

    [Fact]
    public void Nothing_But_Marks_Or_Spaces_Is_Not_Asked_About()
    {
        AzureText.Fits(" \n\t ").ShouldBeFalse();
        AzureText.Fits("x" + new string('\u0301', 50_000)).ShouldBeFalse("one text element that would fill half a request");
    }
}
