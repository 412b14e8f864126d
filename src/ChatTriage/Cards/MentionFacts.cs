using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Cards;

/// <summary>What a card says about a mention that is not in its own row: what is known about the author, and how many others say the same.</summary>
public sealed record MentionFacts
{
    /// <summary>Earlier mentions by the same author.</summary>
    public long SeenBefore { get; init; }

    /// <summary>Who answered the author last.</summary>
    public Address? LastAnsweredBy { get; init; }

    /// <summary>Who answers another mention of the author right now.</summary>
    public Address? TalkingNow { get; init; }

    /// <summary>The similar ones; nothing for what stands alone.</summary>
    public StoryFacts? Story { get; init; }

    /// <summary>Looks it up.</summary>
    public static MentionFacts Read(PreparedStatements statements, Mention mention, DateTimeOffset now) =>
        OfAuthor(statements, mention) with { Story = StoryFacts.Read(statements, mention, now) };

    /// <summary>Nothing is known about posts without a handle.</summary>
    private static MentionFacts OfAuthor(PreparedStatements statements, Mention mention) => mention.AuthorHandle is null
        ? new MentionFacts()
        : statements.Query<MentionFacts>(
            """
            SELECT
              (SELECT count(*) FROM (SELECT 1 FROM mention WHERE author_handle = @p0 AND state <> 'Unmatched' AND source = @p1 AND id < @p2 LIMIT 100)) AS seen_before,
              (SELECT answered_by FROM mention WHERE author_handle = @p0 AND state <> 'Unmatched' AND source = @p1 AND id <> @p2 AND answered_by IS NOT NULL
               ORDER BY id DESC LIMIT 1) AS last_answered_by,
              (SELECT holder FROM mention WHERE author_handle = @p0 AND state <> 'Unmatched' AND source = @p1 AND id <> @p2 AND holder IS NOT NULL
               ORDER BY id DESC LIMIT 1) AS talking_now
            """,
            mention.AuthorHandle, mention.Source, mention.Id)[0];
}
