using System.Text.RegularExpressions;
using ChatTriage.Querying.Searching;
using CsCheck;

namespace ChatTriage.Tests.Querying.Searching;

/// <summary>How texts are cut into the words by which they are found.</summary>
public sealed partial class FullTextTermsTests
{
    [Theory]
    [InlineData("Lost my BAGS again!", "lost my bags again")]
    [InlineData("don't re-book #MyBags @Brightwater_Help", "don t re book mybags brightwater help")]
    [InlineData("Crème brûlée in der Straße, Łódź", "creme brulee in der strasse lodz")]
    [InlineData("Ｆｕｌｌ ｗｉｄｔｈ", "full width")]
    [InlineData("ΠΑΡΆΔΟΣΗ доставка Ёлка", "παραδοση доставка елка")]
    [InlineData("配送が遅い", "配 送 が 遅 い")]
    [InlineData("배송이 늦다", "배 송 이 늦 다")]
    [InlineData("ok👍🏽👍great", "ok 👍 👍 great")]
    [InlineData("हिन्दी में", "हिन्दी में")]
    [InlineData("v2.0 costs 3€", "v2 0 costs 3")]
    [InlineData("\"AND\" OR NOT* (x) ^y", "and or not x y")]
    [InlineData("¤b0123 ... !?", "b0123")]
    [InlineData("!!! ... ™", "tm")]
    [InlineData("?! …", "")]
    [InlineData("", "")]
    public void Words_Are_Cut_And_Folded(string text, string words) => FullTextTerms.Of(text).ShouldBe(words);

    [Fact]
    public void Words_Without_End_Are_Cut() => FullTextTerms.Of(new string('a', 1000) + " b").ShouldBe($"{new string('a', 64)} b");

    /// <summary>However a letter is put together, and whatever else stands there: words of letters, with one space between each two.</summary>
    [Fact]
    public void Whatever_Is_Cut_Is_Words() => Gen.String[Gen.OneOf(Gen.Char, Gen.Char['\u0000', '\u017F'], Gen.Char['\u3040', '\u30FF']), 0, 40].Sample(
        text =>
        {
            string words = FullTextTerms.Of(text);
            words.ShouldNotContain("¤");
            AsciiSigns().IsMatch(words).ShouldBeFalse(words);
        },
        iter: 20_000);

    [Theory]
    [InlineData("Ångström São Niño Łódź straße が 배송 👍")]
    public void Cutting_Twice_Is_Cutting_Once_And_So_Is_Taking_Letters_Apart(string text)
    {
        string words = FullTextTerms.Of(text);
        FullTextTerms.Of(words).ShouldBe(words);
        FullTextTerms.Of(text.Normalize(System.Text.NormalizationForm.FormD)).ShouldBe(words);
    }

    [GeneratedRegex(@"[\x00-\x1F!-/:-@A-Z\[-`{-\x7F]|  |^ | $")]
    private static partial Regex AsciiSigns();
}
