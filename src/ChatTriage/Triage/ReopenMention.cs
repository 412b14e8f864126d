using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>
/// *Reopen* of what was answered or needed no response: it waits for a decision again. Rules: an owner, a backup, the person who decided or
/// answered, or, for an answered item, anybody of its desk.
/// </summary>
public sealed class ReopenMention(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(click, Decide, cancellation: cancellation);

    private ClickDecision Decide(ClickContext context)
    {
        Mention mention = context.Mention;
        if (mention.State is not (MentionState.Answered or MentionState.NoResponse))
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        bool allowed = context.Brand.Owners.Contains(context.Actor) || context.Brand.Backups.Contains(context.Actor)
            || mention.DecidedBy == context.Actor || mention.AnsweredBy == context.Actor
            || context.Brand.DeskOf(mention.Category)?.Admits(context.Actor) == true;
        return allowed
            ? ClickDecision.Change(BackToTriage.Of(mention, context.Brand, settings.Options.Triage, context.Now), "Reopened: it waits for a decision again.")
            : ClickDecision.Refuse($"{names.AnyOf(context.Brand.Owners)} can reopen this.");
    }
}
