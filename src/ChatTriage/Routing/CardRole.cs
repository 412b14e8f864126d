namespace ChatTriage.Routing;

/// <summary>What a card is for in the channel where it stands. One channel may hold both for the same mention.</summary>
public enum CardRole
{
    /// <summary>The owner's card in a triage channel.</summary>
    Triage,

    /// <summary>The responders' card of the customer-service desk.</summary>
    CustomerService,

    /// <summary>The responders' card of the public-relations desk.</summary>
    PublicRelations,
}
