using ChatTriage.Cards;
using CsCheck;

namespace ChatTriage.Tests.Cards;

/// <summary>Foreign words on cards.</summary>
public sealed class CardTextTests
{
    [Theory]
    [InlineData("{{DATE(x)}}")]
    [InlineData("{{{DATE(x)}}}")]
    [InlineData("{{{{{{")]
    [InlineData("{\u202E{TIME(x)}}")]
    [InlineData("{\u0007{TIME(x)}}")]
    public void Two_Braces_Never_Stand_Side_By_Side(string text) => CardText.Inert(text).ShouldNotContain("{{");

    /// <summary>Whatever somebody writes: no date function, nothing that turns the line round, nothing that hides, and twice is as good as once.</summary>
    [Fact]
    public void Inert_Text_Is_Inert_And_Stays_As_It_Is() => Gen.OneOf(
            Gen.Char,
            Gen.OneOf('{', '}', '\u202E', '\u2066', '\uFEFF', '\0', '\n', '\uD83D', '\uDE00', '\uDB40', '\uDC41'))
        .Array[0, 40].Select(chars => new string(chars)).Sample(text =>
        {
            string inert = CardText.Inert(text);
            return !inert.Contains("{{", StringComparison.Ordinal) && !inert.Any(c => (char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF')
                && !inert.EnumerateRunes().Any(rune => rune.Value is >= 0xE0000 and <= 0xE007F) && CardText.Inert(inert) == inert;
        });

    [Fact]
    public void Cut_Text_Is_Never_Longer_And_Never_Ends_Inside_An_Emoji() => Gen.Select(
            Gen.OneOf("a", "👩‍👩‍👧", "e\u0301", "🇩🇪", " ", "\n").Array[0, 60].Select(parts => string.Concat(parts)), Gen.Int[2, 50])
        .Sample((text, max) =>
        {
            string cut = CardText.Cut(text, max);
            return text.Length <= max ? cut == text : cut.Length <= max && cut[^1] == '…' && (cut.Length == 1 || !char.IsHighSurrogate(cut[^2]));
        });

    [Theory]
    [InlineData(0, "less than a minute")]
    [InlineData(61, "a minute")]
    [InlineData(19 * 60, "19 minutes")]
    [InlineData(12_000, "3 h 20 min")]
    [InlineData(100_000, "a day")]
    [InlineData(200_000, "2 days")]
    public void Length_Of_Time_Is_Said_In_Words(int seconds, string words) => CardText.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
}
