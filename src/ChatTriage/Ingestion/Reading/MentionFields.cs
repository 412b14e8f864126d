namespace ChatTriage.Ingestion.Reading;

/// <summary>The names of the fields, as senders write them.</summary>
internal static class MentionFields
{
    private static readonly string[] Names =
    [
        "externalId", "text", "url", "publishedAt", "author", "author.name", "author.handle", "author.url", "author.followers",
        "language", "inReplyTo", "metrics", "brand",
    ];

    /// <summary>The name that errors and column maps use, such as <c>author.url</c>.</summary>
    public static string Name(MentionField field) => Names[(int)field];

    /// <summary>The property of a mention object with this name; <see cref="MentionField.Count"/> when there is none.</summary>
    /// <remarks>The length decides first: most properties then cost a single comparison.</remarks>
    public static MentionField OfMention(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("url"u8) => MentionField.Url,
        4 when name.SequenceEqual("text"u8) => MentionField.Text,
        4 when name.SequenceEqual("lang"u8) => MentionField.Language,
        5 when name.SequenceEqual("brand"u8) => MentionField.Brand,
        6 when name.SequenceEqual("author"u8) => MentionField.Author,
        7 when name.SequenceEqual("metrics"u8) => MentionField.Metrics,
        8 when name.SequenceEqual("language"u8) => MentionField.Language,
        9 when name.SequenceEqual("inReplyTo"u8) => MentionField.InReplyTo,
        10 when name.SequenceEqual("externalId"u8) => MentionField.ExternalId,
        10 when name.SequenceEqual("created_at"u8) => MentionField.PublishedAt,
        11 when name.SequenceEqual("publishedAt"u8) => MentionField.PublishedAt,
        11 when name.SequenceEqual("external_id"u8) => MentionField.ExternalId,
        11 when name.SequenceEqual("in_reply_to"u8) => MentionField.InReplyTo,
        12 when name.SequenceEqual("published_at"u8) => MentionField.PublishedAt,
        _ => MentionField.Count,
    };

    /// <summary>The property of an author object with this name; <see cref="MentionField.Count"/> when there is none.</summary>
    public static MentionField OfAuthor(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("url"u8) => MentionField.AuthorUrl,
        4 when name.SequenceEqual("name"u8) => MentionField.AuthorName,
        6 when name.SequenceEqual("handle"u8) => MentionField.AuthorHandle,
        9 when name.SequenceEqual("followers"u8) => MentionField.AuthorFollowers,
        _ => MentionField.Count,
    };
}
