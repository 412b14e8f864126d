using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>A post of the past with what was decided about it.</summary>
/// <param name="Features">What is learnt from.</param>
/// <param name="Tone">Its tone, for the stated rule.</param>
/// <param name="Category">What was decided.</param>
internal sealed record ReplayItem(TextFeature[] Features, Tone Tone, Category Category)
{
    /// <summary>Makes it from a row that an engine has read.</summary>
    public static ReplayItem Of(Mention mention, TermMask mask, Category category)
    {
        Span<TextFeature> features = stackalloc TextFeature[DecisionFeatures.MaxCount];
        return new ReplayItem(features[..DecisionFeatures.Extract(mention, mask, features)].ToArray(), mention.Sentiment, category);
    }
}
