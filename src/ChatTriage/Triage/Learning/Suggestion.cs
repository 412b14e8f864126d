using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>What the owner would probably press. It is shown and compared with what is pressed, and decides nothing.</summary>
/// <param name="Category">The most probable category.</param>
/// <param name="Confidence">Its probability; nothing when it follows from the stated rule.</param>
/// <param name="Reason">The reason that would be chosen for no response; nothing before enough were learnt.</param>
public readonly record struct Suggestion(Category? Category, double? Confidence, string? Reason)
{
    /// <summary>Below this a learnt suggestion is too weak to be the primary button.</summary>
    public const double WeakBelow = 0.45;

    /// <summary>Decisions from which on a percentage is shown: before, it promises more than it keeps (docs/performance.md).</summary>
    public const int PercentFrom = 200;

    /// <summary>
    /// The stated rule, for the time before enough was learnt: a complaint goes to customer service, praise is answered in public, a neutral post needs no response.
    /// What is both praise and complaint has a complaint in it. Where no tone was found out there is no suggestion.
    /// </summary>
    public static Category? ByRule(Tone tone) => tone switch
    {
        Tone.Negative or Tone.Mixed => Mentions.Category.CustomerService,
        Tone.Positive => Mentions.Category.PublicRelations,
        Tone.Neutral => Mentions.Category.NoResponse,
        _ => null,
    };

    /// <summary>The category whose button is the primary one; none for a weak suggestion.</summary>
    public static Category? PrimaryOf(Mention mention) => mention.SuggestedConfidence < WeakBelow ? null : mention.Suggested;

    /// <summary>The row with this suggestion.</summary>
    public Mention On(Mention mention) => mention with { Suggested = Category, SuggestedConfidence = Confidence, SuggestedReason = Reason };
}
