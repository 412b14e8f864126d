using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Claiming;

/// <summary>
/// *Mark answered*: the holder records the link or the words of the answer. A person whose lease ended cannot, even while nobody else has it:
/// what was typed is kept as a note.
/// </summary>
public sealed class MarkAnswered(MentionClicks clicks, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(
        click, context => HolderRules.Refusal(context, names) ?? Answered(context), cancellation: cancellation);

    private static ClickDecision Answered(ClickContext context)
    {
        if (context.Click.Value(Inputs.Answer) is not { } answer)
        {
            return ClickDecision.Ask(Inputs.Answer, "Please paste the link of your answer, or write what you answered.");
        }

        bool isPublic = context.Click.Value(Inputs.Visibility) is { } visibility ? visibility == "public" : context.Mention.Category == Category.PublicRelations;
        Mention after = context.Mention with
        {
            State = MentionState.Answered,
            Holder = null,
            ClaimedAt = null,
            LeaseUntil = null,
            RemindAt = null,
            AnsweredBy = context.Actor,
            AnsweredAt = context.Now,
            Answer = answer,
            AnswerIsPublic = isPublic,
        };
        return ClickDecision.Change(after, "Recorded. Thank you!", answer);
    }
}
