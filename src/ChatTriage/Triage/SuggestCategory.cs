using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Triage;

/// <summary>*Suggest this*: anybody may leave a note for the owner; where the mention stands does not change.</summary>
public sealed class SuggestCategory(MentionClicks clicks, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(click, Decide, cancellation: cancellation);

    private ClickDecision Decide(ClickContext context)
    {
        if (Verbs.CategoryOf(context.Click.Value(Inputs.Category)) is not { } category)
        {
            return ClickDecision.Ask(Inputs.Category, "Please choose what you suggest: Customer service, Public reply or No response.");
        }

        if (context.Mention.State != MentionState.AwaitingTriage)
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        string note = $"suggests {category.ButtonTitle()}";
        if (Reasons.Of(context.Click) is { } why)
        {
            note += $" ({why})";
        }

        Mention after = context.Mention with { Notes = MentionWords.AddNote(context.Mention.Notes, names.NameOf(context.Actor), note) };
        string owners = MentionWords.Deciders(context.Mention, context.Brand, context.Now, names);
        return ClickDecision.Change(after, $"Your suggestion is on the card for {owners}.", Verbs.Of(category));
    }
}
