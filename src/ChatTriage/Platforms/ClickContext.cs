using ChatTriage.Enrichment;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>What a use case sees when it decides about a click, inside the transaction.</summary>
/// <param name="Mention">The row as it is now.</param>
/// <param name="Brand">The brand whose owner and desks decide.</param>
/// <param name="Click">What was pressed.</param>
/// <param name="Now">The time of the decision.</param>
public sealed record ClickContext(Mention Mention, Brand Brand, ButtonClicked Click, DateTimeOffset Now)
{
    /// <summary>Who pressed.</summary>
    public Address Actor => Click.Person.Address;

    /// <summary>A time as this person reads it.</summary>
    public string Clock(DateTimeOffset? time) => Cards.CardText.Clock(time ?? Now, Click.Person.TimeZone, Brand.TimeZone);
}
