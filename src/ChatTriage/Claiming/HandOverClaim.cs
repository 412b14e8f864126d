using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Claiming;

/// <summary>*Hand over*: the holder gives the item to another person of the desk, who gets a new fence, a full lease and a word.</summary>
public sealed class HandOverClaim(MentionClicks clicks, ChatPlatforms platforms, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public async Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation)
    {
        if (Address.TryParse(click.Value(Inputs.To), out Address to))
        {
            await names.LearnAsync([to], cancellation);
        }

        return await clicks.RunAsync(click, context => HolderRules.Refusal(context, names) ?? HandedOver(context, to), cancellation: cancellation);
    }

    private ClickDecision HandedOver(ClickContext context, Address to)
    {
        if (to == default || to == context.Actor)
        {
            return ClickDecision.Ask(Inputs.To, "Please choose who shall take it.");
        }

        // Somebody who cannot be reached would hold the item without knowing it.
        if (context.Brand.DeskOf(context.Mention.Category) is not { } desk || !desk.Admits(to) || !platforms.TryFind(to, out _))
        {
            return ClickDecision.Ask(Inputs.To, $"{names.NameOf(to)} does not answer for this desk.");
        }

        Mention after = Lease.Grant(context.Mention, to, context.Mention.Fence + 1, settings.Options.Claiming.Lease, context.Now);
        string until = Cards.CardText.Clock(after.LeaseUntil!.Value, zone: null, context.Brand.TimeZone);
        return ClickDecision.Change(after, $"{names.NameOf(to)} has it now.", to.ToString()) with
        {
            Notices = [new Notice(to, Notice.StillOnIt, $"{names.NameOf(context.Actor)} handed an item to you. It is yours until {until}.")],
        };
    }
}
