using ChatTriage.Claiming;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>A note for the others. Anybody may write one, at any time; a holder who writes shows a sign of life and gets a full lease again.</summary>
public sealed class AddNote(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(click, Decide, cancellation: cancellation);

    private ClickDecision Decide(ClickContext context)
    {
        if (context.Click.Value(Inputs.Note) is not { } note)
        {
            return ClickDecision.Ask(Inputs.Note, "The note is empty: write a few words.");
        }

        Mention after = context.Mention with { Notes = MentionWords.AddNote(context.Mention.Notes, names.NameOf(context.Actor), note) };
        if (after.Holder == context.Actor && after.IsHeldAt(context.Now))
        {
            after = Lease.Renew(after, settings.Options.Claiming.Lease, context.Now);
        }

        return ClickDecision.Change(after, "Your note is on the card.", note);
    }
}
