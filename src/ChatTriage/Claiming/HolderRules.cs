using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Claiming;

/// <summary>
/// What every act of a holder is checked against, where it is recorded and not only where its button was drawn: the row says that this person
/// holds it, and the lease has not ended.
/// </summary>
public static class HolderRules
{
    /// <summary>Why not, or nothing when the person may act.</summary>
    public static ClickDecision? Refusal(ClickContext context, PersonNames names)
    {
        Mention mention = context.Mention;
        if (mention.State != MentionState.Claimed || mention.Holder != context.Actor)
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names)) with { KeepTyped = true };
        }

        return mention.IsHeldAt(context.Now)
            ? null
            : ClickDecision.Refuse($"Your time ended at {context.Clock(mention.LeaseUntil)}, so the item is free. Press I'll answer to take it again.") with { KeepTyped = true };
    }
}
