using ChatTriage.Enrichment;
using ChatTriage.Mentions;

namespace ChatTriage.Routing;

/// <summary>Where a mention must be seen: its triage channels, and the desk it was routed to.</summary>
public static class CardPlaces
{
    /// <summary>The places that must have a card now. Cards that were posted elsewhere before are kept up to date as well.</summary>
    public static IEnumerable<(Address Channel, CardRole Role)> Of(Mention mention, Brand brand)
    {
        if (mention.State is MentionState.Unmatched or MentionState.Muted or MentionState.Merged or MentionState.Received or MentionState.Failed)
        {
            yield break;
        }

        // A mention that followed its story was decided on the card of another; before the owner again, it needs one of its own.
        if (mention.StoryId is null || mention.State == MentionState.AwaitingTriage)
        {
            foreach (Address channel in brand.TriageChannels)
            {
                yield return (channel, CardRole.Triage);
            }
        }

        if (RoleOf(mention.Category) is { } role && mention.State is MentionState.Routed or MentionState.Claimed or MentionState.Answered)
        {
            foreach (Address channel in brand.DeskOf(mention.Category)!.Channels)
            {
                yield return (channel, role);
            }
        }
    }

    /// <summary>The desk card of a category; none for no response.</summary>
    public static CardRole? RoleOf(Category? category) => category switch
    {
        Category.CustomerService => CardRole.CustomerService,
        Category.PublicRelations => CardRole.PublicRelations,
        _ => null,
    };
}
