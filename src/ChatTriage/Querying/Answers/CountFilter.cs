using ChatTriage.Mentions;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Answers;

/// <summary>The part of a filter that the roll-up knows: tone, source and status.</summary>
internal sealed class CountFilter
{
    private readonly bool[] _tones;
    private readonly bool[] _states;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? _sources;

    private CountFilter(QuestionFilter filter)
    {
        Tones = [.. filter.Tones.Select(tone => tone.ToString())];
        States = [.. filter.Statuses.SelectMany(StatesOf).Distinct().Select(state => state.ToString())];
        Sources = [.. filter.Sources];
        _tones = [.. Enum.GetValues<Tone>().Select(tone => filter.Tones.Count == 0 || filter.Tones.Contains(tone))];
        _states = [.. Enum.GetValues<MentionState>().Select(state => filter.Statuses.Count == 0 || States.Contains(state.ToString()))];
        _sources = filter.Sources.Count == 0 ? null : filter.Sources.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Tones by name; any when there is none.</summary>
    public string[] Tones { get; }

    /// <summary>States by name; any when there is none.</summary>
    public string[] States { get; }

    /// <summary>Sources; any when there is none.</summary>
    public string[] Sources { get; }

    /// <summary>Whether everything fits.</summary>
    public bool IsEmpty => Tones.Length + States.Length + Sources.Length == 0;

    /// <summary>The part of a filter.</summary>
    public static CountFilter Of(QuestionFilter filter) => new(filter);

    /// <summary>Whether a source is meant.</summary>
    public bool Fits(ReadOnlySpan<char> source) => _sources?.Contains(source) ?? true;

    /// <summary>Whether tone and state are meant.</summary>
    public bool Fits(Tone tone, MentionState state) => _tones[(int)tone] && _states[(int)state];

    private static MentionState[] StatesOf(StatusAsked status) => status switch
    {
        StatusAsked.Open => [MentionState.Received, MentionState.AwaitingTriage, MentionState.Routed, MentionState.Claimed],
        StatusAsked.Waiting => [MentionState.AwaitingTriage],
        StatusAsked.Routed => [MentionState.Routed],
        StatusAsked.Claimed => [MentionState.Claimed],
        StatusAsked.Answered => [MentionState.Answered],
        StatusAsked.NoResponse => [MentionState.NoResponse],
        StatusAsked.Merged => [MentionState.Merged],
        StatusAsked.Muted => [MentionState.Muted],
        _ => [MentionState.Failed],
    };
}
