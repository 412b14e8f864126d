using System.Data.Common;
using ChatTriage.Querying.Searching;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;
using Dapper;

namespace ChatTriage.Mentions;

/// <summary>
/// The one way a stored mention changes: compare-and-set on its version, ledger line, roll-up and the outbox rows of every card that shows
/// it, in one transaction. Either all of it happened or none.
/// </summary>
public sealed class MentionChanges(LiveSettings settings, Suggester suggester, DecisionLog decisions)
{
    private const string Update =
        """
        UPDATE mention SET
          text = @p0, url = @p1, language = @p2, metrics = @p3, brand = @p4, brands = @p5, matched_by = @p6, sentiment = @p7, state = @p8, version = version + 1,
          awaiting_since = @p9, escalate_at = @p10, snoozed_until = @p11,
          category = @p12, reason = @p13, decided_by = @p14, decided_at = @p15, notes = @p16,
          holder = @p17, fence = @p18, claimed_at = @p19, lease_until = @p20, remind_at = @p21,
          answered_by = @p22, answered_at = @p23, answer = @p24, answer_is_public = @p25,
          tone_confidence = @p26, phrases = @p27, analysed_by = @p28, analyse_at = @p29, urgency = @p30, urgency_why = @p31, story_id = @p32,
          suggested = @p33, suggested_confidence = @p34, suggested_reason = @p35
        WHERE id = @p36 AND version = @p37 AND fence <= @p18
        """;

    private const string UpdateAnalysis =
        """
        UPDATE mention SET language = @p0, sentiment = @p1, tone_confidence = @p2, phrases = @p3, analysed_by = @p4, analyse_at = @p5, urgency = @p6, urgency_why = @p7,
          suggested = @p8, suggested_confidence = @p9, suggested_reason = @p10
        WHERE id = @p11 AND version = @p12
        """;

    private const string Append =
        """
        INSERT INTO ledger (mention_id, seq, at, actor, verb, from_state, to_state, version, card_version, fence, holder, detail)
        SELECT @p0, coalesce(max(seq), 0) + 1, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10
        FROM ledger WHERE mention_id = @p0
        """;

    private const string CardsOfSameAuthor =
        """
        SELECT c.mention_id, c.address, c.role FROM mention m JOIN posted_card c ON c.mention_id = m.id
        WHERE m.author_handle = @p0 AND m.state <> 'Unmatched' AND m.source = @p1 AND m.id <> @p2 AND m.state IN ('AwaitingTriage','Routed','Claimed')
        ORDER BY m.id DESC LIMIT 50
        """;

    /// <summary>
    /// Writes <paramref name="after"/> if the row still is <paramref name="before"/>. False: somebody else was first, nothing was written.
    /// </summary>
    public async Task<bool> TryAsync(DbSession session, Mention before, Mention after, LedgerLine line)
    {
        after = suggester.Suggested(before, after);
        int changed = session.Execute(
            Update,
            after.Text, after.Url, after.Language, after.Metrics, after.Brand, after.Brands, after.MatchedBy, after.Sentiment, after.State,
            after.AwaitingSince, after.EscalateAt, after.SnoozedUntil,
            after.Category, after.Reason, after.DecidedBy, after.DecidedAt, after.Notes,
            after.Holder, after.Fence, after.ClaimedAt, after.LeaseUntil, after.RemindAt,
            after.AnsweredBy, after.AnsweredAt, after.Answer, after.AnswerIsPublic,
            after.ToneConfidence, after.Phrases, after.AnalysedBy, after.AnalyseAt, after.Urgency, after.UrgencyWhy, after.StoryId,
            after.Suggested, after.SuggestedConfidence, after.SuggestedReason,
            before.Id, before.Version);
        if (changed == 0)
        {
            return false;
        }

        after = after with { Version = before.Version + 1 };
        AppendLine(session, before.State, after, line);
        decisions.Follow(session, before, after, line);
        await MoveBrandsAsync(session.Connection, before, after);
        RollUp.Move(session, before, after);
        FullText.Follow(session, before, after);
        Outbox.EnqueueCards(session, after, CardPlaces.Of(after, settings.Brands.Of(after)), line.At, OutboxPriority.Edit);
        RedrawSameAuthor(session, before, after, line.At);
        return true;
    }

    /// <summary>
    /// Writes what an engine read out of the text, if the row still is <paramref name="before"/>. The version stays: a person who decides on the card as it was
    /// does not decide on something else because a tone was corrected. Without a line the history is silent: that is for suggestions, which change with each decision.
    /// </summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="before">The row as it was read.</param>
    /// <param name="after">The row as it shall be.</param>
    /// <param name="line">What the history says.</param>
    /// <param name="now">The present.</param>
    /// <param name="redraws">Whether its cards change at once; not when somebody else sees to them.</param>
    public bool TryAnalyse(DbSession session, Mention before, Mention after, LedgerLine? line, DateTimeOffset now, bool redraws = true)
    {
        after = suggester.Suggested(before, after);
        int changed = session.Execute(
            UpdateAnalysis,
            after.Language, after.Sentiment, after.ToneConfidence, after.Phrases, after.AnalysedBy, after.AnalyseAt, after.Urgency, after.UrgencyWhy,
            after.Suggested, after.SuggestedConfidence, after.SuggestedReason, before.Id, before.Version);
        if (changed == 0)
        {
            return false;
        }

        if (line is not null)
        {
            AppendLine(session, before.State, after, line);
        }

        RollUp.Move(session, before, after);
        FullText.Follow(session, before, after);
        if (redraws)
        {
            Outbox.EnqueueCards(session, after, CardPlaces.Of(after, settings.Brands.Of(after)), now, OutboxPriority.Edit);
        }

        return true;
    }

    /// <summary>"X is already talking to this person" stands on the author's other open items, and so must come and go with the claim.</summary>
    private static void RedrawSameAuthor(DbSession session, Mention before, Mention after, DateTimeOffset now)
    {
        if (before.Holder == after.Holder || after.AuthorHandle is null)
        {
            return;
        }

        foreach ((long mention, string address, string role) in session.Query<(long, string, string)>(CardsOfSameAuthor, after.AuthorHandle, after.Source, after.Id))
        {
            Outbox.EnqueueCard(session, mention, address, role, now, now, OutboxPriority.Edit);
        }
    }

    /// <summary>Adds a line to the history of a mention that itself stays as it is.</summary>
    public static void AppendLine(DbSession session, MentionState from, Mention after, LedgerLine line) => session.Execute(
        Append, after.Id, line.At, line.Actor, line.Verb, from, after.State, after.Version, line.CardVersion, after.Fence, after.Holder, line.Detail);

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
}
