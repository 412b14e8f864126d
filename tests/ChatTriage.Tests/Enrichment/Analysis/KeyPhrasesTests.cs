using ChatTriage.Enrichment.Analysis;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>What a post is about, in its own words.</summary>
public sealed class KeyPhrasesTests
{
    private static readonly LocalAnalyzer Analyzer = new();
    private static readonly string[] Words = ["the", "Refund", "hotline", "is", "cartridge", ".", "#BigMess", "leaks", "&amp;", "Denver", "é"];
    private static readonly Gen<string> AnyWord = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    [Theory]
    [InlineData("My suitcase never made it to baggage claim in Denver", "baggage claim", "Denver")]
    [InlineData("Nobody answers the refund hotline #LostMyBags", "refund hotline", "Lost My Bags")]
    [InlineData("@brightwater the WATER-FILTER cartridge leaks since Monday https://x.example/1", "cartridge leaks")]
    [InlineData("is it over? #mh370", "mh370")]
    public void Telling_Words_Are_Kept_As_They_Stand(string text, params string[] expected)
    {
        IReadOnlyList<string> phrases = Phrases(text);

        expected.ShouldAllBe(phrase => phrases.Any(found => found.Contains(phrase, StringComparison.Ordinal)), string.Join(" | ", phrases));
    }

    [Theory]
    [InlineData("")]
    [InlineData("it is what it is")]
    [InlineData("@united http://t.example/x 12345 !!!")]
    [InlineData("飛行機がとても遅れました")]
    [InlineData("เครื่องบินล่าช้ามาก")]
    public void Where_Nothing_Can_Be_Told_There_Is_Nothing(string text) => Phrases(text).ShouldBeEmpty();

    [Fact]
    public void Common_Words_Of_Other_Languages_Are_Borders_Too() =>
        Phrases("Die Gepäckausgabe in München ist eine Katastrophe und niemand hilft uns").ShouldAllBe(phrase => !phrase.Contains("ist ") && !phrase.Contains("und "));

    [Fact]
    public void A_Brand_Is_Not_A_Phrase() =>
        Analyzer.Analyze("Brightwater cartridge leaks", "en", TermMask.Of(["Brightwater"])).Phrases.ShouldAllBe(phrase => !phrase.Contains("Brightwater"));

    [Fact]
    public void Phrases_Are_At_Most_Five_Different_Pieces_Of_The_Text() => AnyWord.Array[0, 60].Select(words => string.Join(' ', words)).Sample(text =>
        {
            IReadOnlyList<string> phrases = Phrases(text);

            phrases.Count.ShouldBeLessThanOrEqualTo(5);
            phrases.Distinct().Count().ShouldBe(phrases.Count);
            phrases.ShouldAllBe(phrase => text.Contains(phrase, StringComparison.Ordinal) || phrase == "Big Mess");
        }, iter: 300);

    private static IReadOnlyList<string> Phrases(string text) => Analyzer.Analyze(text, null, TermMask.None).Phrases;
}
