using ChatTriage.Mentions;

namespace ChatTriage.Querying.Answers;

/// <summary>How many mentions, by where they stand and by tone. Both add up to the same total.</summary>
/// <param name="ByState">Only states that occur.</param>
/// <param name="ByTone">Only tones that occur.</param>
public sealed record MentionTotals(IReadOnlyDictionary<MentionState, long> ByState, IReadOnlyDictionary<Tone, long> ByTone)
{
    /// <summary>Nothing at all.</summary>
    public static MentionTotals None { get; } = new(new Dictionary<MentionState, long>(), new Dictionary<Tone, long>());

    /// <summary>All of them.</summary>
    public long Total { get; } = ByState.Values.Sum();

    /// <summary>How many have that tone.</summary>
    public long Of(Tone tone) => ByTone.GetValueOrDefault(tone);
}
