using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>
/// *Apply to all*, *Only the exact copies*: the decision on a mention becomes that on the similar ones which were shown, and later ones follow it for a day. It is
/// recorded on the mention; the others are moved right after, each with a line, a claim and a card of its own.
/// </summary>
public sealed class ApplyToSimilar(MentionClicks clicks, StoryWorker stories, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, bool exactOnly, CancellationToken cancellation) =>
        stories.AfterAsync(clicks.RunAsync(click, context => Decide(context, exactOnly), cancellation: cancellation));

    private ClickDecision Decide(ClickContext context, bool exactOnly)
    {
        if (ApplyRules.Refusal(context, names) is { } refusal)
        {
            return refusal;
        }

        if (context.Click.Fence is not { } upto)
        {
            return ClickDecision.Refuse("Please look at the similar posts first: press Apply to all similar on the card.");
        }

        Mention mention = context.Mention;
        string where = mention.Category == Category.NoResponse ? $"get no response ({mention.Reason})" : $"go to {mention.Category!.Value.DeskName()}";
        string which = exactOnly ? "The exact copies" : "The similar posts";
        return ClickDecision.Change(mention, $"{which} {where} now. Undo takes that back, as long as it is on the card.", $"up to #{upto}") with
        {
            Also = session => StoryRows.Apply(session, mention, exactOnly, upto, settings.Options.Stories.Window, context.Now),
        };
    }
}
