using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Claiming;

/// <summary>*Release*: the holder gives the item back to the desk.</summary>
public sealed class ReleaseClaim(MentionClicks clicks, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(
        click,
        context => HolderRules.Refusal(context, names)
            ?? ClickDecision.Change(context.Mention.WithoutHolder() with { State = MentionState.Routed }, "Released: anybody of the desk can take it."),
        cancellation: cancellation);
}
