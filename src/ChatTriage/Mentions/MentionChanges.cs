using System.Data.Common;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Mentions;

/// <summary>
/// The one way a stored mention changes: compare-and-set on its version, ledger line, roll-up and the outbox rows of every card that shows
/// it, in one transaction. Either all of it happened or none.
/// </summary>
public sealed class MentionChanges(LiveSettings settings)
{
    private const string Update =
        """
        UPDATE mention SET
          text = @Text, url = @Url, language = @Language, metrics = @Metrics, brand = @Brand, brands = @Brands, matched_by = @MatchedBy, sentiment = @Sentiment,
          state = @State, version = version + 1,
          awaiting_since = @AwaitingSince, escalate_at = @EscalateAt, snoozed_until = @SnoozedUntil,
          category = @Category, reason = @Reason, decided_by = @DecidedBy, decided_at = @DecidedAt, notes = @Notes,
          holder = @Holder, fence = @Fence, claimed_at = @ClaimedAt, lease_until = @LeaseUntil, remind_at = @RemindAt,
          answered_by = @AnsweredBy, answered_at = @AnsweredAt, answer = @Answer, answer_is_public = @AnswerIsPublic
        WHERE id = @Id AND version = @Version AND fence <= @Fence
        """;

    /// <summary>
    /// Writes <paramref name="after"/> if the row still is <paramref name="before"/>. False: somebody else was first, nothing was written.
    /// </summary>
    public async Task<bool> TryAsync(DbSession session, Mention before, Mention after, LedgerLine line)
    {
        DbConnection connection = session.Connection;
        if (await connection.ExecuteAsync(Update, Row(before, after)) == 0)
        {
            return false;
        }

        after = after with { Version = before.Version + 1 };
        await AppendAsync(connection, before.State, after, line);
        await MoveBrandsAsync(connection, before, after);
        await RollUp.MoveAsync(connection, before, after);
        await Outbox.EnqueueCardsAsync(session, after, CardPlaces.Of(after, settings.Brands.Of(after)), line.At, OutboxPriority.Edit);
        await RedrawSameAuthorAsync(session, before, after, line.At);
        return true;
    }

    /// <summary>"X is already talking to this person" stands on the author's other open items, and so must come and go with the claim.</summary>
    private static async Task RedrawSameAuthorAsync(DbSession session, Mention before, Mention after, DateTimeOffset now)
    {
        if (before.Holder == after.Holder || after.AuthorHandle is null)
        {
            return;
        }

        IEnumerable<(long Mention, string Address, string Role)> cards = await session.Connection.QueryAsync<(long, string, string)>(
            """
            SELECT c.mention_id, c.address, c.role FROM mention m JOIN posted_card c ON c.mention_id = m.id
            WHERE m.author_handle = @AuthorHandle AND m.state <> 'Unmatched' AND m.source = @Source AND m.id <> @Id AND m.state IN ('AwaitingTriage','Routed','Claimed')
            ORDER BY m.id DESC LIMIT 50
            """,
            new { after.AuthorHandle, after.Source, after.Id });
        foreach ((long mention, string address, string role) in cards)
        {
            await Outbox.EnqueueCardAsync(session, mention, address, role, now, now, OutboxPriority.Edit);
        }
    }

    /// <summary>Adds a line to the history of a mention that itself stays as it is.</summary>
    public static Task AppendAsync(DbConnection connection, MentionState from, Mention after, LedgerLine line) => connection.ExecuteAsync(
        """
        INSERT INTO ledger (mention_id, seq, at, actor, verb, from_state, to_state, version, card_version, fence, holder, detail)
        SELECT @Id, coalesce(max(seq), 0) + 1, @At, @Actor, @Verb, @From, @State, @Version, @CardVersion, @Fence, @Holder, @Detail
        FROM ledger WHERE mention_id = @Id
        """,
        new
        {
            after.Id,
            line.At,
            line.Actor,
            line.Verb,
            From = from.ToString(),
            State = after.State.ToString(),
            after.Version,
            line.CardVersion,
            after.Fence,
            after.Holder,
            line.Detail,
        });

    /// <summary>Keeps the index by brand in step when other brands are meant now.</summary>
    private static async Task MoveBrandsAsync(DbConnection connection, Mention before, Mention after)
    {
        if (before.Brands == after.Brands)
        {
            return;
        }

        await connection.ExecuteAsync(
            "DELETE FROM mention_brand WHERE brand = @brand AND observed_at = @ObservedAt AND mention_id = @Id", before.BrandList().Select(brand => new { brand, before.ObservedAt, before.Id }));
        await connection.ExecuteAsync(
            "INSERT INTO mention_brand (brand, observed_at, mention_id) VALUES (@brand, @ObservedAt, @Id)", after.BrandList().Select(brand => new { brand, before.ObservedAt, before.Id }));
    }

    private static object Row(Mention before, Mention after) => new
    {
        after.Text,
        after.Url,
        after.Language,
        after.Metrics,
        after.Brand,
        after.Brands,
        after.MatchedBy,
        after.Sentiment,
        State = after.State.ToString(),
        after.AwaitingSince,
        after.EscalateAt,
        after.SnoozedUntil,
        Category = after.Category?.ToString(),
        after.Reason,
        after.DecidedBy,
        after.DecidedAt,
        after.Notes,
        after.Holder,
        after.Fence,
        after.ClaimedAt,
        after.LeaseUntil,
        after.RemindAt,
        after.AnsweredBy,
        after.AnsweredAt,
        after.Answer,
        AnswerIsPublic = after.AnswerIsPublic ? 1 : 0,
        before.Id,
        before.Version,
    };
}
