using ChatTriage.Querying.Answers;
using CsCheck;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>How two counts are compared in words.</summary>
public sealed class ChangeWordsTests
{
    [Theory]
    [InlineData(192, 155, "37 more than yesterday until 14:00 (+24 %)")]
    [InlineData(118, 155, "37 fewer than yesterday until 14:00 (−24 %)")]
    [InlineData(155, 155, "as many as yesterday until 14:00")]
    [InlineData(3, 0, "none yesterday until 14:00")]
    [InlineData(0, 0, "none yesterday until 14:00 either")]
    [InlineData(0, 4, "4 fewer than yesterday until 14:00")]
    [InlineData(3, 1, "2 more than yesterday until 14:00")]
    [InlineData(10_001, 10_000, "1 more than yesterday until 14:00")]
    [InlineData(2_500_000, 1_000, "2,499,000 more than yesterday until 14:00 (+249,900 %)")]
    public void A_Change_Is_Said_As_One_Would_Say_It(long now, long before, string words) => ChangeWords.Sentence(now, before, "yesterday until 14:00").ShouldBe(words);

    [Fact]
    public void A_Share_Of_Few_Is_Never_Said() => Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 9]).Sample((now, before) => ChangeWords.Sentence(now, before, "x").ShouldNotContain("%"));
}
