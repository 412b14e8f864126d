using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>What was learnt from a row of decisions: which category, and for *No response* which reason.</summary>
internal sealed class DecisionModel
{
    /// <summary>Decisions from which on the model speaks instead of the rule; on the airline proxy it is ahead of the rule from there on (docs/performance.md).</summary>
    public const int SpeaksFrom = 50;

    /// <summary>Reasons from which on one is chosen beforehand.</summary>
    public const int ReasonsFrom = 20;

    /// <summary>What the rule says about a tone, as a weight to start from: a wish that some dozens of decisions can outvote (docs/performance.md).</summary>
    private const float RuleWeight = 0.4f;

    private const int ReasonShift = 3;
    private readonly LinearHead _category = new(3, DecisionFeatures.Dimensions, shift: 0);
    private readonly LinearHead _reason = new(ResponseReasons.Choices.Count, DecisionFeatures.Dimensions >> ReasonShift, ReasonShift);

    /// <summary>Starts from the stated rule.</summary>
    public DecisionModel()
    {
        foreach ((int place, Tone tone) in new[] { (DecisionFeatures.Negative, Tone.Negative), (DecisionFeatures.Neutral, Tone.Neutral), (DecisionFeatures.Positive, Tone.Positive) })
        {
            _category.StartFrom(place, (int)Suggestion.ByRule(tone)!.Value, RuleWeight);
        }
    }

    /// <summary>How many decisions it has learnt from.</summary>
    public int Decisions { get; private set; }

    /// <summary>How many of them had a reason.</summary>
    public int Reasons { get; private set; }

    /// <summary>Learns one decision.</summary>
    public void Learn(ReadOnlySpan<TextFeature> features, Category category, int? reason)
    {
        _category.Learn(features, (int)category);
        Decisions++;
        if (reason is { } choice)
        {
            _reason.Learn(features, choice);
            Reasons++;
        }
    }

    /// <summary>Probabilities by <see cref="Category"/>.</summary>
    public void Predict(ReadOnlySpan<TextFeature> features, Span<float> probabilities) => _category.Predict(features, probabilities);

    /// <summary>The reason that would be chosen; nothing before enough were. "Other" is nothing that can be chosen for somebody: it wants words.</summary>
    public string? PredictReason(ReadOnlySpan<TextFeature> features)
    {
        if (Reasons < ReasonsFrom)
        {
            return null;
        }

        Span<float> probabilities = stackalloc float[_reason.Classes];
        _reason.Predict(features, probabilities);
        int best = 0;
        for (int k = 1; k < probabilities.Length; k++)
        {
            best = k != ResponseReasons.Other && probabilities[k] > probabilities[best] ? k : best;
        }

        return ResponseReasons.Choices[best].Value;
    }

    /// <summary>Becomes equal to another model.</summary>
    public void CopyFrom(DecisionModel other)
    {
        _category.CopyFrom(other._category);
        _reason.CopyFrom(other._reason);
        (Decisions, Reasons) = (other.Decisions, other.Reasons);
    }

    /// <summary>Whether every bit is the same.</summary>
    public bool Equals(DecisionModel other) => Decisions == other.Decisions && Reasons == other.Reasons && _category.Equals(other._category) && _reason.Equals(other._reason);
}
