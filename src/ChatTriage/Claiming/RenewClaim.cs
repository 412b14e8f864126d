using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Claiming;

/// <summary>*More time*: the holder gets a full lease from now on.</summary>
public sealed class RenewClaim(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(
        click, context => HolderRules.Refusal(context, names) ?? Renewed(context), cancellation: cancellation);

    private ClickDecision Renewed(ClickContext context)
    {
        Mention after = Lease.Renew(context.Mention, settings.Options.Claiming.Lease, context.Now);
        return ClickDecision.Change(after, MentionWords.Present(context with { Mention = after }, names));
    }
}
