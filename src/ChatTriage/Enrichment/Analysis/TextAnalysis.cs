using ChatTriage.Mentions;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>What an engine read out of a text.</summary>
public sealed record TextAnalysis
{
    /// <summary>Probability from which a tone is named; below it the card says "uncertain".</summary>
    public const float SureFrom = 0.6f;

    /// <summary>BCP 47 tag of the language; nothing when it is none of those the engine knows.</summary>
    public string? Language { get; init; }

    /// <summary>Probability of the language, 0 to 1.</summary>
    public float LanguageConfidence { get; init; }

    /// <summary>The tone in one word.</summary>
    public Tone Tone { get; init; } = Tone.NotAssessed;

    /// <summary>Probability that the post is positive, 0 to 1; the three add up to 1, or are all 0 when the tone was not assessed.</summary>
    public float Positive { get; init; }

    /// <summary>Probability that the post is neutral, 0 to 1.</summary>
    public float Neutral { get; init; }

    /// <summary>Probability that the post is negative, 0 to 1.</summary>
    public float Negative { get; init; }

    /// <summary>Key phrases as they stand in the text, the most telling first, at most five.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Which engine spoke, see <see cref="AnalysisEngine"/>.</summary>
    public required AnalysisEngine Engine { get; init; }

    /// <summary>Probability of the most likely tone; 0 when it was not assessed.</summary>
    public float Confidence => Math.Max(Positive, Math.Max(Neutral, Negative));
}
