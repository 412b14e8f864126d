using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Triage;

/// <summary>What every act of an owner on a waiting mention is checked against: it still waits, and this person decides now.</summary>
public static class OwnerRules
{
    /// <summary>Why not, or nothing when the person may act.</summary>
    public static ClickDecision? Refusal(ClickContext context, PersonNames names)
    {
        if (context.Mention.State != MentionState.AwaitingTriage)
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        return DecidesNow.Includes(context.Actor, context.Mention, context.Brand, context.Now)
            ? null
            : ClickDecision.Refuse($"{MentionWords.Deciders(context.Mention, context.Brand, context.Now, names)} decides now.");
    }
}
