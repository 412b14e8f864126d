using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>
/// *Customer service*, *Public reply*, *No response*. Rules: only while it waits for a decision; only who decides now, everybody else may
/// leave a suggestion; no response needs a reason.
/// </summary>
public sealed class DecideCategory(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, Category category, CancellationToken cancellation) =>
        clicks.RunAsync(click, context => Decide(context, category), cancellation: cancellation);

    private ClickDecision Decide(ClickContext context, Category category)
    {
        Mention mention = context.Mention;
        if (mention.State != MentionState.AwaitingTriage)
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        if (!DecidesNow.Includes(context.Actor, mention, context.Brand, context.Now))
        {
            return ClickDecision.Refuse($"{MentionWords.Deciders(mention, context.Brand, context.Now, names)} decides now. You can leave a suggestion.") with { MaySuggest = category };
        }

        string? reason = Reasons.Of(context.Click);
        if (category == Category.NoResponse && reason is null)
        {
            return ClickDecision.Ask(Inputs.ReasonText, "Please say why no response is needed: choose a reason or write one.");
        }

        Mention after = mention with
        {
            State = category == Category.NoResponse ? MentionState.NoResponse : MentionState.Routed,
            Category = category,
            Reason = reason,
            DecidedBy = context.Actor,
            DecidedAt = context.Now,
            EscalateAt = null,
            SnoozedUntil = null,
        };
        string said = category == Category.NoResponse ? $"Decided: no response ({reason})." : $"Decided: it goes to {category.DeskName()}.";
        return ClickDecision.Change(after, $"{said} You can undo this for {settings.Options.Triage.UndoFor.TotalSeconds:0} seconds.", reason) with
        {
            DrawAgainAfter = settings.Options.Triage.UndoFor,
        };
    }
}
