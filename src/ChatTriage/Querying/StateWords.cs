using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Querying;

/// <summary>Names of the states in answers, and who has an item.</summary>
public static class StateWords
{
    /// <summary>All states in the order of a mention's life.</summary>
    public static IReadOnlyList<MentionState> InOrder { get; } = Enum.GetValues<MentionState>();

    /// <summary>The state as a label of a count.</summary>
    public static string Label(MentionState state) => state switch
    {
        MentionState.AwaitingTriage => "Awaiting a decision",
        MentionState.Routed => "On a desk",
        MentionState.Claimed => "Being answered",
        MentionState.Answered => "Answered",
        MentionState.NoResponse => "No response",
        MentionState.Merged => "Merged into a story",
        MentionState.Muted => "Listened to only",
        MentionState.Unmatched => "No brand matches",
        MentionState.Failed => "Failed",
        _ => "Received",
    };

    /// <summary>Where one mention stands, and who has it.</summary>
    public static string Of(Mention mention, PersonNames names) => mention switch
    {
        { State: MentionState.Claimed, Holder: { } holder } => $"{names.NameOf(holder)} is answering",
        { State: MentionState.Answered, AnsweredBy: { } by } => $"answered by {names.NameOf(by)}",
        { State: MentionState.Routed, Category: { } category } => $"on the {category.DeskName()} desk, nobody yet",
        { State: MentionState.AwaitingTriage, SnoozedUntil: not null } => "put aside",
        { State: MentionState.AwaitingTriage } => "awaiting a decision",
        { State: MentionState.NoResponse } => $"no response: {mention.Reason}",
        { State: MentionState.Merged, StoryId: { } story } => $"similar to #{story}",
        _ => Label(mention.State).ToLowerInvariant(),
    };
}
