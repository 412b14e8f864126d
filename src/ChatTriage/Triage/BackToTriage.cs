using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>Puts a mention before its owner again: after undo, "not ours", re-route or reopen.</summary>
public static class BackToTriage
{
    /// <summary>The row as it waits for a decision. A claim on it ends and its fence rises.</summary>
    public static Mention Of(Mention mention, Brand brand, TriageOptions options, DateTimeOffset now) => mention.WithoutHolder() with
    {
        State = MentionState.AwaitingTriage,
        AwaitingSince = now,
        EscalateAt = EscalateAt(brand, options, now),
        SnoozedUntil = null,
        Category = null,
        Reason = null,
        DecidedBy = null,
        DecidedAt = null,
        AnsweredBy = null,
        AnsweredAt = null,
        Answer = null,
        AnswerIsPublic = false,
    };

    /// <summary>When the backups may decide about something that waits from <paramref name="since"/> on; never without backups.</summary>
    public static DateTimeOffset? EscalateAt(Brand brand, TriageOptions options, DateTimeOffset since) =>
        brand.Backups.Count > 0 ? since + options.BackupAfter : null;
}
