using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Triage;

/// <summary>
/// Who may apply a decision to similar mentions, and of which mention: the first of its story, decided, by who decided it or decides now.
/// </summary>
public static class ApplyRules
{
    /// <summary>Why not, or nothing when the person may.</summary>
    public static ClickDecision? Refusal(ClickContext context, PersonNames names) => context.Mention switch
    {
        { StoryId: { } leader } => ClickDecision.Refuse($"This post is one of those that are similar to #{leader}: what is decided about that one can be applied to all."),
        _ when !MayApply(context) => ClickDecision.Refuse($"{MentionWords.Deciders(context.Mention, context.Brand, context.Now, names)} decides about this brand."),
        { State: MentionState.AwaitingTriage } => ClickDecision.Refuse("Decide about this one first. Then Apply to all similar is on its card."),
        { State: MentionState.Routed or MentionState.Claimed or MentionState.Answered or MentionState.NoResponse, Category: not null, DecidedBy: not null } => null,
        _ => ClickDecision.Refuse(MentionWords.Present(context, names)),
    };

    private static bool MayApply(ClickContext context) =>
        context.Mention.DecidedBy == context.Actor || DecidesNow.Includes(context.Actor, context.Mention, context.Brand, context.Now);
}
