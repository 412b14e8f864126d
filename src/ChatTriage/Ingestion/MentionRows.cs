using ChatTriage.Mentions;
using ChatTriage.Querying.Searching;
using ChatTriage.Storage;

namespace ChatTriage.Ingestion;

/// <summary>The rows of a new mention by prepared commands: this is the one path that runs thousands of times a second.</summary>
internal static class MentionRows
{
    private const string InsertMention =
        """
        INSERT INTO mention (source, external_id, text, url, observed_at, received_at, author_name, author_handle, author_url, author_followers, language,
          in_reply_to, metrics, brand, brands, matched_by, sentiment, state, version, awaiting_since, escalate_at,
          tone_confidence, phrases, analysed_by, analyse_at, urgency, urgency_why, story_id, suggested, suggested_confidence, suggested_reason, notes)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20,
          @p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28, @p29, @p30, @p31)
        ON CONFLICT (source, external_id) DO NOTHING
        """;

    private const string InsertLedger =
        """
        INSERT INTO ledger (mention_id, seq, at, actor, verb, from_state, to_state, version, fence, detail) VALUES (@p0, 1, @p1, @p2, @p3, @p4, @p5, @p6, 0, @p7)
        """;

    private const string InsertBrand = "INSERT INTO mention_brand (brand, observed_at, mention_id) VALUES (@p0, @p1, @p2)";

    /// <summary>Stores the mention; nothing when source and external id are already there.</summary>
    public static long? Insert(DbSession session, Mention mention) => session.InsertedId(
        InsertMention,
        mention.Source, mention.ExternalId, mention.Text, mention.Url, mention.ObservedAt, mention.ReceivedAt,
        mention.AuthorName, mention.AuthorHandle, mention.AuthorUrl, mention.AuthorFollowers, mention.Language, mention.InReplyTo, mention.Metrics,
        mention.Brand, mention.Brands, mention.MatchedBy, mention.Sentiment, mention.State, mention.Version, mention.AwaitingSince, mention.EscalateAt,
        mention.ToneConfidence, mention.Phrases, mention.AnalysedBy, mention.AnalyseAt, mention.Urgency, mention.UrgencyWhy, mention.StoryId,
        mention.Suggested, mention.SuggestedConfidence, mention.SuggestedReason, mention.Notes);

    /// <summary>First line of its history, its brands, and what it is found by.</summary>
    public static void InsertHistory(DbSession session, long id, Mention mention, string? detail)
    {
        session.Execute(InsertLedger, id, mention.ReceivedAt, Address.System, LedgerVerbs.Received, MentionState.Received, mention.State, mention.Version, detail);
        foreach (string brand in mention.BrandList())
        {
            session.Execute(InsertBrand, brand, mention.ObservedAt, id);
        }

        FullText.Add(session, id, mention);
    }
}
