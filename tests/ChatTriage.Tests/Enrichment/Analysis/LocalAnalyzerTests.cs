using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Tests.Hostile;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>Language, tone and phrases of single posts.</summary>
public sealed class LocalAnalyzerTests
{
    private const string French = "Merci beaucoup pour votre aide, tout fonctionne à nouveau très bien ce matin";
    private static readonly LocalAnalyzer Analyzer = new();
    private static readonly string[] Words = ["great", "awful", "flight", "not", "thanks", "but", "late", "ok", "the", "!", "?", ":("];
    private static readonly Gen<string> AnyWord = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    [Theory]
    [InlineData("Thank you so much, the crew was amazing and I love this airline!", Tone.Positive)]
    [InlineData("Worst service ever. Lost my bags again and nobody cares, I hate you", Tone.Negative)]
    [InlineData("The store in Denver opens at nine on Monday", Tone.Neutral)]
    [InlineData("😡😡😡", Tone.Negative)]
    public void Plain_Posts_Have_The_Tone_A_Reader_Hears(string text, Tone tone)
    {
        TextAnalysis analysis = Read(text);

        analysis.Tone.ShouldBe(tone);
        analysis.Confidence.ShouldBeGreaterThanOrEqualTo(TextAnalysis.SureFrom);
        analysis.Engine.ShouldBe(AnalysisEngine.Local);
    }

    [Fact]
    public void A_Tone_Is_Named_Only_When_It_Is_Sure_And_The_Three_Add_Up() =>
        AnyWord.Array[1, 12].Select(words => string.Join(' ', words)).Sample(text =>
        {
            TextAnalysis analysis = Analyzer.Analyze(text, "en", TermMask.None);

            (analysis.Positive + analysis.Neutral + analysis.Negative).ShouldBe(1, 0.001);
            (analysis.Tone == Tone.Uncertain).ShouldBe(analysis.Confidence < TextAnalysis.SureFrom);
        }, iter: 200);

    [Theory]
    [InlineData(French, "fr")]
    [InlineData("Vielen Dank, die Lieferung war wieder drei Tage zu spät", "de")]
    [InlineData("荷物がまだ届きません。いつ届きますか", "ja")]
    [InlineData("Мой чемодан так и не нашли, никто не отвечает", "ru")]
    [InlineData("Bagasjen min kom aldri fram, og ingen svarer på telefonen", "nb")]
    public void Other_Languages_Are_Named_And_Their_Tone_Is_Not_Guessed(string text, string language)
    {
        TextAnalysis analysis = Read(text);

        analysis.Language.ShouldBe(language);
        analysis.Tone.ShouldBe(Tone.NotAssessed);
        (analysis.Positive + analysis.Neutral + analysis.Negative).ShouldBe(0);
    }

    [Theory]
    [InlineData("lovely day", "fr-CA", "fr-CA")]
    [InlineData("ok", "de", "de")]
    [InlineData("Bagasjen min kom aldri fram", "no", "no")]
    [InlineData("my bag never arrived and nobody answers the phone", "en-GB", "en-GB")]
    [InlineData(French, "en", "fr")]
    [InlineData(French, "und", "fr")]
    [InlineData(French, "  ", "fr")]
    [InlineData(French, "<script>", "fr")]
    [InlineData(French, null, "fr")]
    public void The_Source_Is_Believed_Unless_The_Words_Speak_Clearly(string text, string? stated, string expected) =>
        Analyzer.Analyze(text, stated, TermMask.None).Language.ShouldBe(expected);

    [Fact]
    public void Text_Without_Words_Has_No_Language()
    {
        TextAnalysis analysis = Read("12:30 !!! https://x.example");

        analysis.Language.ShouldBeNull();
        analysis.LanguageConfidence.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(HostileTexts.Names), MemberType = typeof(HostileTexts))]
    public void Hostile_Texts_Are_Read_Like_Others(string name) => ShouldBeSound(HostileTexts.All[name]);

    [Fact]
    public void No_Text_Is_Too_Strange() => Gen.String[Gen.Char, 0, 300].Sample(ShouldBeSound, iter: 2_000);

    [Fact]
    public void No_Text_Is_Too_Long()
    {
        ShouldBeSound(new string('a', 1_000_000));
        ShouldBeSound(string.Concat(Enumerable.Repeat("#AaBb", 200_000)));
        ShouldBeSound(string.Concat(Enumerable.Repeat("\ud83d", 1_000_000)));
        ShouldBeSound(string.Concat(Enumerable.Repeat("! ", 500_000)));
        ShouldBeSound(string.Concat(Enumerable.Repeat("&amp;<3", 100_000)));
    }

    [Fact]
    public void Many_Threads_At_Once_Read_What_One_Alone_Reads()
    {
        string[] texts = [French, "Thank you so much!", "Worst #CustomerService ever", "", "荷物がまだ届きません"];
        string[] alone = [.. texts.Select(text => Print(Read(text)))];

        ParallelEnumerable.Range(0, 2_000).WithDegreeOfParallelism(4).Select(i => Print(Read(texts[i % texts.Length])) == alone[i % texts.Length]).ShouldAllBe(same => same);
    }

    private static void ShouldBeSound(string text)
    {
        TextAnalysis analysis = Read(text);

        (analysis.Positive + analysis.Neutral + analysis.Negative).ShouldBe(analysis.Tone == Tone.NotAssessed ? 0 : 1, 0.001);
        float.IsFinite(analysis.Confidence).ShouldBeTrue();
        analysis.LanguageConfidence.ShouldBeInRange(0, 1);
        analysis.Phrases.Count.ShouldBeLessThanOrEqualTo(5);
        analysis.Phrases.ShouldAllBe(phrase => phrase.Length > 0 && phrase.Length <= TextScan.MaxLength);
        Print(Read(text)).ShouldBe(Print(analysis));
    }

    private static string Print(TextAnalysis analysis) =>
        $"{analysis.Language} {analysis.LanguageConfidence:R} {analysis.Tone} {analysis.Positive:R} {analysis.Negative:R} {string.Join('|', analysis.Phrases)}";

    private static TextAnalysis Read(string text) => Analyzer.Analyze(text, null, TermMask.None);
}
