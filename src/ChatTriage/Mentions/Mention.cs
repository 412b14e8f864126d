using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Mentions;

/// <summary>
/// One public post, comment or review, with everything that is decided about it: the row of table <c>mention</c>.
/// Immutable: a change is a copy handed to <see cref="MentionChanges"/> together with the row it started from.
/// </summary>
public sealed record Mention
{
    /// <summary>Our own id; rises in the order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>Where it came from, such as <c>bluesky</c>; with <see cref="ExternalId"/> unique.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own id of the post.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The words of the post: untrusted, without NUL and lone surrogates, at most 1,000,000 UTF-16 units.</summary>
    public required string Text { get; init; }

    /// <summary>Link to the original: absolute http or https, or nothing.</summary>
    public string? Url { get; init; }

    /// <summary>When the post was written, never later than it was received; questions about a time range mean this time.</summary>
    public DateTimeOffset ObservedAt { get; init; }

    /// <summary>When it was stored here.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Author's display name (untrusted).</summary>
    public string? AuthorName { get; init; }

    /// <summary>Author's handle without the leading @ (untrusted).</summary>
    public string? AuthorHandle { get; init; }

    /// <summary>Author's page: absolute http or https, or nothing.</summary>
    public string? AuthorUrl { get; init; }

    /// <summary>Followers of the author when the post arrived.</summary>
    public long? AuthorFollowers { get; init; }

    /// <summary>Language tag as the source said it, otherwise as it was recognised.</summary>
    public string? Language { get; init; }

    /// <summary>External id of the post that this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The source's counters as a JSON object.</summary>
    public string? Metrics { get; init; }

    /// <summary>The brand that decides owner and desks: the first own brand in settings order; nothing when unmatched.</summary>
    public string? Brand { get; init; }

    /// <summary>All matching brands, the deciding one first, separated by line feeds.</summary>
    public string Brands { get; init; } = "";

    /// <summary>Why it matched, in words for the card.</summary>
    public string? MatchedBy { get; init; }

    /// <summary>Tone of the post, as <see cref="AnalysedBy"/> reads it.</summary>
    public Tone Sentiment { get; init; }

    /// <summary>Probability of the most likely tone, 0 to 1; nothing when it was not assessed.</summary>
    public double? ToneConfidence { get; init; }

    /// <summary>Key phrases as they stand in the text, the most telling first, one a line.</summary>
    public string? Phrases { get; init; }

    /// <summary>Which engine spoke last.</summary>
    public AnalysisEngine? AnalysedBy { get; init; }

    /// <summary>When the cloud engine is to be asked; nothing once it has answered, or when it is not asked at all.</summary>
    public DateTimeOffset? AnalyseAt { get; init; }

    /// <summary>How much it presses, 0 to 100: the order in which waiting cards go out.</summary>
    public int Urgency { get; init; }

    /// <summary>What makes it urgent, in words for the card.</summary>
    public string? UrgencyWhy { get; init; }

    /// <summary>The first mention of the story that this one joined; nothing for that first one itself and for what stands alone.</summary>
    public long? StoryId { get; init; }

    /// <summary>What the owner would probably press.</summary>
    public Category? Suggested { get; init; }

    /// <summary>Probability of the suggestion, 0 to 1; nothing while it comes from the stated rule.</summary>
    public double? SuggestedConfidence { get; init; }

    /// <summary>The reason the owner would probably give for no response.</summary>
    public string? SuggestedReason { get; init; }

    /// <summary>Where it stands.</summary>
    public MentionState State { get; init; }

    /// <summary>Rises by one with every change; a card carries the version it shows.</summary>
    public long Version { get; init; }

    /// <summary>Since when it waits for a decision; start of the backup's time.</summary>
    public DateTimeOffset? AwaitingSince { get; init; }

    /// <summary>From when on a backup may decide, until somebody has; nothing once the card says so.</summary>
    public DateTimeOffset? EscalateAt { get; init; }

    /// <summary>Put aside until this time.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>The owner's decision.</summary>
    public Category? Category { get; init; }

    /// <summary>Why no response, or why a desk sent it back.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided.</summary>
    public Address? DecidedBy { get; init; }

    /// <summary>When it was decided; Undo is possible for a minute from here.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What people wrote for each other, newest last, one note a line.</summary>
    public string? Notes { get; init; }

    /// <summary>Who answers now.</summary>
    public Address? Holder { get; init; }

    /// <summary>The fencing token: rises with each grant of the claim and each end by force, and never falls.</summary>
    public long Fence { get; init; }

    /// <summary>Since when the holder has it.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>Until when the holder has it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When to ask the holder "still on it?"; nothing once asked.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>Who answered.</summary>
    public Address? AnsweredBy { get; init; }

    /// <summary>When the answer was recorded.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The answer's link or words.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the public can read the answer.</summary>
    public bool AnswerIsPublic { get; init; }

    /// <summary>The matching brands as a list, the deciding one first.</summary>
    public string[] BrandList() => Brands.Length == 0 ? [] : Brands.Split('\n');

    /// <summary>The key phrases as a list.</summary>
    public string[] PhraseList() => string.IsNullOrEmpty(Phrases) ? [] : Phrases.Split('\n');

    /// <summary>The row without holder and lease, its fence raised: what every end of a claim by force leaves behind.</summary>
    public Mention WithoutHolder() => Holder is null
        ? this
        : this with { Holder = null, ClaimedAt = null, LeaseUntil = null, RemindAt = null, Fence = Fence + 1 };

    /// <summary>Whether somebody holds it at that time.</summary>
    public bool IsHeldAt(DateTimeOffset now) => State == MentionState.Claimed && LeaseUntil > now;
}
