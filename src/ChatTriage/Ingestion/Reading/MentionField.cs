namespace ChatTriage.Ingestion.Reading;

/// <summary>The fields of a mention, in the order in which their errors are reported.</summary>
internal enum MentionField
{
    ExternalId,
    Text,
    Url,
    PublishedAt,
    Author,
    AuthorName,
    AuthorHandle,
    AuthorUrl,
    AuthorFollowers,
    Language,
    InReplyTo,
    Metrics,
    Brand,

    /// <summary>How many fields there are; also stands for a property that is not one of them.</summary>
    Count,
}
