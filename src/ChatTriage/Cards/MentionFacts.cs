using System.Data.Common;
using ChatTriage.Mentions;
using Dapper;

namespace ChatTriage.Cards;

/// <summary>What a card says about a mention that is not in its own row: what is known about the author.</summary>
public sealed record MentionFacts
{
    /// <summary>Earlier mentions by the same author.</summary>
    public long SeenBefore { get; init; }

    /// <summary>Who answered the author last.</summary>
    public Address? LastAnsweredBy { get; init; }

    /// <summary>Who answers another mention of the author right now.</summary>
    public Address? TalkingNow { get; init; }

    /// <summary>Looks the author up; nothing is known about posts without a handle.</summary>
    public static async Task<MentionFacts> ReadAsync(DbConnection connection, Mention mention) => mention.AuthorHandle is null
        ? new MentionFacts()
        : await connection.QuerySingleAsync<MentionFacts>(
            """
            SELECT
              (SELECT count(*) FROM (SELECT 1 FROM mention WHERE author_handle = @AuthorHandle AND state <> 'Unmatched' AND source = @Source AND id < @Id LIMIT 100)) AS seen_before,
              (SELECT answered_by FROM mention WHERE author_handle = @AuthorHandle AND state <> 'Unmatched' AND source = @Source AND id <> @Id AND answered_by IS NOT NULL
               ORDER BY id DESC LIMIT 1) AS last_answered_by,
              (SELECT holder FROM mention WHERE author_handle = @AuthorHandle AND state <> 'Unmatched' AND source = @Source AND id <> @Id AND holder IS NOT NULL
               ORDER BY id DESC LIMIT 1) AS talking_now
            """,
            new { mention.AuthorHandle, mention.Source, mention.Id });
}
