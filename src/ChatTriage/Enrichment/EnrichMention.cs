using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;

namespace ChatTriage.Enrichment;

/// <summary>
/// Reads language, tone and key phrases out of a mention that concerns a watched brand, in this process, and adds what its owner would probably press. Most of a
/// firehose matches nothing and is not read.
/// </summary>
public sealed class EnrichMention(LocalAnalyzer analyzer, Suggester suggester)
{
    /// <summary>Takes in what owners have decided lately.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was taken in.</exception>
    public Task CatchUpAsync(CancellationToken cancellation) => suggester.CatchUpAsync(cancellation);

    /// <summary>The mention with what is read out of its words.</summary>
    public Mention Enrich(Mention mention, BrandSnapshot brands)
    {
        if (mention.State == MentionState.Unmatched)
        {
            return mention;
        }

        TextAnalysis read = analyzer.Analyze(mention.Text, mention.Language, brands.Mask);
        mention = mention with
        {
            Language = read.Language ?? mention.Language,
            Sentiment = read.Tone,
            ToneConfidence = read.Confidence > 0 ? read.Confidence : null,
            Phrases = read.Phrases.Count == 0 ? null : string.Join('\n', read.Phrases),
            AnalysedBy = read.Engine,
        };
        return suggester.Suggested(mention, read);
    }
}
