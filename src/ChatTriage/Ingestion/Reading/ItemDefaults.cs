namespace ChatTriage.Ingestion.Reading;

/// <summary>What the envelope around a mention says about it.</summary>
/// <param name="ExternalId">The external id of a mention that has none itself; already checked.</param>
/// <param name="PublishedAt">The time of publishing of a mention that has none itself.</param>
/// <param name="FieldPrefix">Where the mention sits in the item, such as <c>data.</c>; put before the names of wrong fields.</param>
internal readonly record struct ItemDefaults(string? ExternalId, DateTimeOffset? PublishedAt, string? FieldPrefix)
{
    /// <summary>The name of the mention as a whole, for errors.</summary>
    public string WholeField => FieldPrefix?.TrimEnd('.') ?? ReadItem.WholeItem;
}
