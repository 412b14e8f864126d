namespace ChatTriage.Ingestion.Reading;

/// <summary>One mention as a sender gave it: checked and cleaned, but not yet stored, matched to a brand or deduplicated.</summary>
/// <remarks>No text in it holds U+0000 or an unpaired surrogate, so every database and JSON writer takes it.</remarks>
/// <param name="ExternalId">The id the post has at its source; 1 to 512 characters.</param>
/// <param name="Text">The words of the post; 1 to 1,000,000 UTF-16 units, not only white space.</param>
public sealed record IncomingMention(string ExternalId, string Text)
{
    /// <summary>Where the post can be read; an absolute http or https address, as the sender wrote it.</summary>
    public string? Url { get; init; }

    /// <summary>When the post was published, in UTC; between the years 1970 and 2200.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who wrote it; null when the sender said nothing about the author.</summary>
    public IncomingAuthor? Author { get; init; }

    /// <summary>A language tag such as <c>en</c> or <c>pt-BR</c>; at most 35 characters.</summary>
    public string? Language { get; init; }

    /// <summary>The external id of the post this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Likes, shares and so on: one JSON object without white space between its tokens; at most 16 KiB of UTF-8.</summary>
    public string? Metrics { get; init; }

    /// <summary>The brand the sender assigned the mention to.</summary>
    public string? Brand { get; init; }
}
