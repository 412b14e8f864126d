using ChatTriage.Enrichment.Brands;
using static ChatTriage.Tests.Enrichment.Brands.Matching;

namespace ChatTriage.Tests.Enrichment.Brands;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("H&M", "at H&amp;M &amp; h&m", new[] { "H&amp;M", "h&m" })]
    [InlineData("apple", "a\u200Bpple? No: Ap\u200Bple!", new[] { "a\u200Bpple", "Ap\u200Bple" })]
    [InlineData("nestle", "Nestle\u0301 &amp; Nestlé.", new[] { "Nestle\u0301", "Nestlé" })]
    [InlineData("apple", "😀 𝐀𝐩𝐩𝐥𝐞 😀", new[] { "𝐀𝐩𝐩𝐥𝐞" })]
    [InlineData("\"best buy\"", "  at Best \r\n Buy", new[] { "Best \r\n Buy" })]
    [InlineData("acme* AND NOT spam", "Acmes and acmé", new[] { "Acmes", "acmé" })]
    [InlineData("acme OR (beta AND gamma)", "acme beta", new[] { "acme" })]
    [InlineData("strasse", "die Straße", new[] { "Straße" })]
    [InlineData("apple", "#AppleEvent", new[] { "Apple" })]
    [InlineData("アップル", "新アップルの", new[] { "アップル" })]
    [InlineData("acme AND beta", "acme", new string[0])]
    public void Hits_Point_Into_The_Original_Text(string rule, string text, string[] expected) => Pieces(rule, text).ShouldBe(expected);

    [Fact]
    public void Field_Hits_Have_No_Place()
    {
        var matcher = new BrandMatcher([MatchRule.Parse("spam"), MatchRule.Parse("{Visa} AND lang:en AND NOT spam")]);

        var hits = matcher.Explain(new MatchInput("a Visa card", "x", Language: "en-US"), 1);

        hits.ShouldBe([new TermHit("lang:en", -1, 0), new TermHit("{Visa}", 2, 4)]);
    }

    [Fact]
    public void An_Unknown_Rule_Is_Refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BrandMatcher([]).Explain(new MatchInput("", ""), 0));
}
