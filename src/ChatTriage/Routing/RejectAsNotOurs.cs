using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Triage;

namespace ChatTriage.Routing;

/// <summary>
/// *Not ours*: a desk sends an item back before the owner. Rules: a reason; while nobody has it, anybody of the desk; while somebody has it,
/// only the holder.
/// </summary>
public sealed class RejectAsNotOurs(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(click, Decide, cancellation: cancellation);

    private ClickDecision Decide(ClickContext context)
    {
        Mention mention = context.Mention;
        if (mention.State is not (MentionState.Routed or MentionState.Claimed) || (mention.Holder is { } holder && holder != context.Actor))
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        if (context.Brand.DeskOf(mention.Category) is not { } desk || !desk.Admits(context.Actor))
        {
            return ClickDecision.Refuse($"Only {names.AnyOf(context.Brand.DeskOf(mention.Category)?.Responders ?? [])} can send it back.");
        }

        if (Reasons.Of(context.Click) is not { } reason)
        {
            return ClickDecision.Ask(Inputs.ReasonText, "Please say why it is not yours, so that it goes to the right place next time.");
        }

        Mention after = BackToTriage.Of(mention, context.Brand, settings.Options.Triage, context.Now) with
        {
            Notes = MentionWords.AddNote(mention.Notes, names.NameOf(context.Actor), $"not ours ({mention.Category!.Value.DeskName()}): {reason}"),
        };
        return ClickDecision.Change(after, $"Sent back to {MentionWords.Deciders(after, context.Brand, context.Now, names)}.", reason);
    }
}
