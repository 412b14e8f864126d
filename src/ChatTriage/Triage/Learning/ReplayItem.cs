using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>A post of the past with what was decided about it.</summary>
/// <param name="Features">What is learnt from.</param>
/// <param name="Tone">Its tone, for the stated rule.</param>
/// <param name="Category">What was decided.</param>
internal sealed record ReplayItem(TextFeature[] Features, Tone Tone, Category Category)
{
    /// <summary>Makes it from a row, as it would have been read when it came in.</summary>
    public static ReplayItem Of(Mention mention, LocalAnalyzer analyzer, Category category)
    {
        TextAnalysis read = analyzer.Analyze(mention.Text, mention.Language, TermMask.None);
        mention = mention with { Sentiment = read.Tone, ToneConfidence = read.Confidence, Language = mention.Language ?? read.Language };
        Span<TextFeature> features = stackalloc TextFeature[DecisionFeatures.MaxCount];
        return new ReplayItem(features[..DecisionFeatures.Extract(mention, read, TermMask.None, features)].ToArray(), mention.Sentiment, category);
    }
}
