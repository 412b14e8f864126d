using ChatTriage.Enrichment.Analysis;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>What a model sees of a text.</summary>
public sealed class HashedFeaturesTests
{
    [Theory]
    [InlineData("@united lost my bag", "@SomebodyElse lost my bag")]
    [InlineData("see https://a.example/x now", "see www.other.example/y?z=1 now")]
    [InlineData("waited 45 minutes", "waited 120 minutes")]
    [InlineData("Great service", "GREAT SERVICE")]
    [InlineData("sooo late", "soooooooo late")]
    [InlineData("it doesn’t work", "it doesn't work")]
    [InlineData("it doesn\\u2019t work", "it doesn't work")]
    public void What_Means_The_Same_Has_The_Same_Words(string one, string other) => Hashed(one).ShouldBe(Hashed(other));

    [Theory]
    [InlineData("good service", "not good service")]
    [InlineData("late again :(", "late again :)")]
    [InlineData("great", "great 😡")]
    [InlineData("my bag is here", "my bag is here?")]
    public void What_Means_Something_Else_Has_Other_Features(string one, string other) => Features(one).ShouldNotBe(Features(other));

    [Fact]
    public void A_Negation_Marks_The_Words_Behind_It_Up_To_The_End_Of_The_Clause()
    {
        int[] plain = Hashed("good");

        Hashed("not good").ShouldNotContain(plain[0]);
        Hashed("never, good").ShouldContain(plain[0]);
    }

    [Fact]
    public void Any_Text_Has_Features_Within_The_Table_And_The_Same_Each_Time() => Gen.String[Gen.Char, 0, 6_000].Sample(text =>
    {
        TextFeature[] features = Features(text);

        features.Length.ShouldBeLessThanOrEqualTo(HashedFeatures.MaxCount);
        features.ShouldAllBe(feature => feature.Index >= 0 && feature.Index < HashedFeatures.Dimensions && float.IsFinite(feature.Value) && Math.Abs(feature.Value) < 10);
        Features(text).ShouldBe(features);
    }, iter: 200);

    [Fact]
    public void A_Small_Span_Gets_The_First_Features_Alone()
    {
        Span<TextFeature> few = new TextFeature[7];

        HashedFeatures.Extract("a rather long complaint about a suitcase", TermMask.None, few).ShouldBe(7);
        HashedFeatures.Extract("a rather long complaint about a suitcase", TermMask.None, []).ShouldBe(0);
    }

    [Fact]
    public void Nothing_Is_Allocated_Once_A_Thread_Has_Read_A_Text()
    {
        var features = new TextFeature[HashedFeatures.MaxCount];
        HashedFeatures.Extract("first", TermMask.None, features);
        long before = GC.GetAllocatedBytesForCurrentThread();
        HashedFeatures.Extract("@united why is flight 1283 late AGAIN?! #NotHappy 😡 https://t.example/x", TermMask.None, features);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static TextFeature[] Features(string text)
    {
        var features = new TextFeature[HashedFeatures.MaxCount];
        return features[..HashedFeatures.Extract(text, TermMask.None, features)];
    }

    private static int[] Hashed(string text) => [.. Features(text).Select(feature => feature.Index).Where(index => index >= HashedFeatures.Reserved)];
}
