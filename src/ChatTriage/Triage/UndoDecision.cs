using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>
/// *Undo*. Rules: a decision that is at most <c>Triage:UndoFor</c> old, by the person who made it or an owner, and not yet answered.
/// A claim ends, its fence rises and its holder is told. What followed the decision and nobody has touched goes back too.
/// </summary>
public sealed class UndoDecision(MentionClicks clicks, StoryWorker stories, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => stories.AfterAsync(clicks.RunAsync(click, Decide, cancellation: cancellation));

    private ClickDecision Decide(ClickContext context)
    {
        Mention mention = context.Mention;
        if (mention.State is not (MentionState.Routed or MentionState.Claimed or MentionState.NoResponse) || mention.DecidedAt is not { } decided)
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        if (context.Actor != mention.DecidedBy && !context.Brand.Owners.Contains(context.Actor))
        {
            return ClickDecision.Refuse($"Only {names.AnyOf(context.Brand.Owners.Prepend(mention.DecidedBy!.Value).Distinct())} can undo this decision.");
        }

        if (context.Now - decided > settings.Options.Triage.UndoFor)
        {
            return ClickDecision.Refuse($"Undo was possible until {context.Clock(decided + settings.Options.Triage.UndoFor)}. Use Re-route or Reopen instead.");
        }

        Mention after = BackToTriage.Of(mention, context.Brand, settings.Options.Triage, context.Now);
        return ClickDecision.Change(after, "Undone: it waits for a decision again.") with
        {
            Notices = ClaimEnds.Tell(context, names, "took the decision back"),
            Also = session => StoryRows.TakeBack(session, mention),
        };
    }
}
