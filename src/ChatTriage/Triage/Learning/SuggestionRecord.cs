using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// How suggestions have done, as a card shows it: of the brand's last fifty decisions that are in force and had a suggestion of the same kind. What the rule
/// suggested and what was learnt are counted apart, so that neither borrows the other's record.
/// </summary>
public sealed record SuggestionRecord
{
    /// <summary>How many decisions had a suggestion of this kind, at most fifty.</summary>
    public long Compared { get; init; }

    /// <summary>How many of them were as suggested.</summary>
    public long Agreed { get; init; }

    /// <summary>How many decisions are in force in all, counted up to <see cref="Suggestion.PercentFrom"/>.</summary>
    public long Learnt { get; init; }

    /// <summary>Looks the record up for a card that has a suggestion; one query over at most 250 rows of two indexes.</summary>
    public static SuggestionRecord Read(PreparedStatements statements, Mention mention) => mention is not { State: MentionState.AwaitingTriage, Suggested: not null }
        ? new SuggestionRecord()
        : statements.Query<SuggestionRecord>(
            """
            SELECT count(*) AS compared, coalesce(sum(r.category = r.suggested), 0) AS agreed,
              (SELECT count(*) FROM (SELECT 1 FROM decision WHERE undone_at IS NULL LIMIT 200)) AS learnt
            FROM (SELECT category, suggested FROM decision WHERE brand = @p0 AND by_rule = @p1 AND undone_at IS NULL AND suggested IS NOT NULL ORDER BY id DESC LIMIT 50) AS r
            """,
            mention.Brand, mention.SuggestedConfidence is null)[0];
}
