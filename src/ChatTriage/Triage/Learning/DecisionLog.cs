using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Storage;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// Keeps the decisions that are learnt from, in the transaction of the change that made or ended them. Rules:
/// <list type="bullet">
/// <item>a category that a person chose is a decision, by its button or by *Re-route*; what follows a decision by itself (a story, "apply to all") is none;</item>
/// <item>the last decision about a mention replaces the one before: a correction is learnt instead of what it corrects;</item>
/// <item>*Undo*, *Not ours* and *Re-route* back before the owner take the decision back: nobody stands by it any more;</item>
/// <item>*Reopen* takes nothing back: what was answered was decided rightly, and a new decision replaces the old one anyway.</item>
/// </list>
/// </summary>
public sealed class DecisionLog(FeatureReader features)
{
    private const string TakeBackSql =
        "UPDATE decision SET undone_at = @p1, seq = (SELECT max(seq) + 1 FROM decision) WHERE mention_id = @p0 AND undone_at IS NULL";

    private const string SuggestedSql = "SELECT suggested, suggested_confidence FROM decision WHERE mention_id = @p0 AND undone_at IS NULL";

    private const string AppendSql =
        """
        INSERT INTO decision (seq, mention_id, brand, category, reason, features_version, features, suggested, suggested_confidence, by_rule, decided_by, decided_at)
        SELECT coalesce(max(seq), 0) + 1, @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10 FROM decision
        """;

    /// <summary>Follows a change of a mention.</summary>
    public void Follow(DbSession session, Mention before, Mention after, LedgerLine line)
    {
        bool decides = line.Actor != Address.System && after.Category is not null && (line.Verb == Verbs.Reroute || Verbs.CategoryOf(line.Verb) is not null);
        (Category? Suggested, double? Confidence) stood = decides ? StoodFor(session, before) : default;
        if (decides || line.Verb is Verbs.Undo or Verbs.NotOurs or Verbs.Reroute)
        {
            session.Execute(TakeBackSql, before.Id, line.At);
        }

        if (decides)
        {
            Append(session, after, line, stood);
        }
    }

    /// <summary>
    /// What a decision is compared with. One that replaces another is compared with what stood on the card then: since, the suggestion has learnt from that
    /// very mention, and to agree with itself is no record.
    /// </summary>
    private static (Category? Suggested, double? Confidence) StoodFor(DbSession session, Mention before) =>
        session.Query<(string? Suggested, double? Confidence)>(SuggestedSql, before.Id) is [var replaced]
            ? (Enum.TryParse(replaced.Suggested, out Category category) ? category : null, replaced.Confidence)
            : (before.Suggested, before.SuggestedConfidence);

    private void Append(DbSession session, Mention after, LedgerLine line, (Category? Suggested, double? Confidence) stood) => session.Execute(
        AppendSql,
        after.Id, after.Brand ?? "", after.Category, after.Category == Category.NoResponse ? ResponseReasons.ChoiceOf(after.Reason ?? "") : null,
        DecisionFeatures.Version, features.Pack(after), stood.Suggested, stood.Confidence, stood.Suggested is not null && stood.Confidence is null,
        line.Actor, line.At);
}
