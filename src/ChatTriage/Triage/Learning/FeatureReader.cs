using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Triage.Learning;

/// <summary>Reads out of a mention what is learnt from, with the brands in force.</summary>
public sealed class FeatureReader(LocalAnalyzer analyzer, LiveSettings settings)
{
    /// <summary>Writes the features of a mention, see <see cref="DecisionFeatures.Extract"/>.</summary>
    public int Read(Mention mention, Span<TextFeature> into) => Read(mention, analyzer.Analyze(mention.Text, mention.Language, settings.Brands.Mask), into);

    /// <summary>Writes the features of a mention that was just read.</summary>
    public int Read(Mention mention, TextAnalysis read, Span<TextFeature> into) => DecisionFeatures.Extract(mention, read, settings.Brands.Mask, into);

    /// <summary>The features of a mention as decisions keep them.</summary>
    public byte[] Pack(Mention mention)
    {
        Span<TextFeature> features = stackalloc TextFeature[DecisionFeatures.MaxCount];
        return DecisionFeatures.Pack(features[..Read(mention, features)]);
    }
}
