namespace ChatTriage.Mentions;

/// <summary>The owner's decision about a mention.</summary>
public enum Category
{
    /// <summary>Nobody answers; a reason is kept.</summary>
    NoResponse,

    /// <summary>The customer-service desk answers, not always in public.</summary>
    CustomerService,

    /// <summary>The public-relations desk answers in public.</summary>
    PublicRelations,
}
