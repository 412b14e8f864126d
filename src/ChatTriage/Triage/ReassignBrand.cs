using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>Gives a mention to another own brand. Rules: only who decides now, only while it waits; the other brand's owner and desks decide from here on, about the similar ones too.</summary>
public sealed class ReassignBrand(MentionClicks clicks, StoryWorker stories, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => stories.AfterAsync(clicks.RunAsync(
        click, context => OwnerRules.Refusal(context, names) ?? Reassigned(context), cancellation: cancellation));

    private ClickDecision Reassigned(ClickContext context)
    {
        if (settings.Brands.Find(context.Click.Value(Inputs.Brand)) is not { Kind: BrandKind.Own } brand || brand.Name == context.Mention.Brand)
        {
            return ClickDecision.Ask(Inputs.Brand, "Please choose another brand of ours.");
        }

        Mention after = context.Mention with
        {
            Brand = brand.Name,
            Brands = string.Join('\n', context.Mention.BrandList().Where(name => name != context.Mention.Brand && name != brand.Name).Prepend(brand.Name)),
            AwaitingSince = context.Now,
            SnoozedUntil = null,
            EscalateAt = BackToTriage.EscalateAt(brand, settings.Options.Triage, context.Now),
        };
        return ClickDecision.Change(after, $"It belongs to {brand.Name} now.", $"{context.Mention.Brand} → {brand.Name}") with
        {
            Also = session => StoryRows.Move(session, after.Id),
        };
    }
}
