using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Tests.Hostile;
using ChatTriage.Triage.Learning;
using CsCheck;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>What a decision keeps of a mention is what was learnt from it, whatever its words are.</summary>
public sealed class DecisionFeaturesTests
{
    private static readonly LocalAnalyzer Analyzer = new();

    public static TheoryData<string> HostileNames => HostileTexts.Names;

    [Fact]
    public void Any_Words_Are_Kept_In_Full_And_In_Order() => Gen.Select(Gen.String, Gen.String, Gen.Int[0, 6].Select(tone => (Tone)tone)).Sample(
        (text, brand, tone) => ShouldKeep(MentionOf(text) with { Brand = brand, Sentiment = tone }));

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void Hostile_Words_Are_Only_Words(string name) => ShouldKeep(MentionOf(HostileTexts.All[name]));

    [Fact]
    public void A_Million_Characters_Are_Bounded() => ShouldKeep(MentionOf(string.Concat(Enumerable.Range(0, 120_000).Select(i => $"word{i} "))));

    [Fact]
    public void Bytes_That_Are_No_Features_Are_Refused_And_Never_Read_Beyond_Their_End() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        var room = new TextFeature[DecisionFeatures.MaxCount];
        try
        {
            int count = DecisionFeatures.Unpack(bytes, room);
            room.AsSpan(0, count).ToArray().ShouldAllBe(feature => feature.Index >= 0 && feature.Index < DecisionFeatures.Dimensions);
        }
        catch (InvalidDataException)
        {
            bytes.Length.ShouldBeGreaterThan(0);
        }
    });

    [Fact]
    public void Everything_That_Is_Learnt_From_Makes_A_Difference()
    {
        Mention mention = MentionOf("brightwater is late");
        byte[][] different =
        [
            Packed(mention), Packed(mention with { Text = "brightwater is here" }), Packed(mention with { Brand = "other" }), Packed(mention with { Source = "other" }),
            Packed(mention with { Language = "de" }), Packed(mention with { InReplyTo = "x" }), Packed(mention with { Text = "brightwater is late?" }),
            Packed(mention with { Sentiment = Tone.Negative }), Packed(mention with { Sentiment = Tone.Positive }),
            Packed(mention with { Sentiment = Tone.Uncertain }), Packed(mention with { Text = "brightwater is late :(" }),
        ];

        different.Select(Convert.ToHexString).Distinct().Count().ShouldBe(different.Length);
    }

    [Theory]
    [InlineData("spam or advertising", "spam or advertising")]
    [InlineData("Spam or advertising: again this one", "spam or advertising")]
    [InlineData("spam or advertisingly", "other")]
    [InlineData("because I say so", "other")]
    [InlineData("", "other")]
    public void A_Reason_Is_One_Of_The_Choices_Or_Other(string reason, string choice) => ResponseReasons.ChoiceOf(reason).ShouldBe(choice);

    private static void ShouldKeep(Mention mention)
    {
        var features = new TextFeature[DecisionFeatures.MaxCount];
        int count = Extract(mention, features);
        byte[] bytes = DecisionFeatures.Pack(features.AsSpan(0, count));
        var kept = new TextFeature[DecisionFeatures.MaxCount];

        DecisionFeatures.Unpack(bytes, kept).ShouldBe(count);
        kept.AsSpan(0, count).SequenceEqual(features.AsSpan(0, count)).ShouldBeTrue();
        bytes.Length.ShouldBeLessThan(8_200);
    }

    private static int Extract(Mention mention, TextFeature[] into) => DecisionFeatures.Extract(mention, Analyzer.Analyze(mention.Text, mention.Language, TermMask.None), TermMask.None, into);

    private static byte[] Packed(Mention mention)
    {
        var features = new TextFeature[DecisionFeatures.MaxCount];
        return DecisionFeatures.Pack(features.AsSpan(0, Extract(mention, features)));
    }

    private static Mention MentionOf(string text) => new() { Source = "test", ExternalId = "x", Text = text, Brand = "Brightwater", State = MentionState.AwaitingTriage };
}
