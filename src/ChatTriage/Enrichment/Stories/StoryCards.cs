using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Brings the count on a story's cards up to date, a few times a minute at most: a card that just changed waits, and one change in line covers all that come before
/// it. A card that nobody has seen yet will show the count when it is posted.
/// </summary>
public static class StoryCards
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);

    /// <summary>A row that is being drawn this moment may have counted without us; one in line, due no later, will count us too.</summary>
    private const string Later =
        """
        INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at, lane)
        SELECT 'card', @p0, shown.address, shown.role, @p1, 'ready', shown.due, @p2, 'later'
        FROM (
          SELECT address, role, CASE WHEN updated_at + @p4 > @p3 THEN updated_at + @p4 ELSE @p3 END AS due FROM posted_card WHERE mention_id = @p0
          UNION ALL
          SELECT address, role, @p2 + @p4 FROM outbox o WHERE o.mention_id = @p0 AND o.kind = 'card' AND o.state = 'taken'
            AND NOT EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = o.mention_id AND c.address = o.address AND c.role = o.role)) AS shown
        WHERE NOT EXISTS (
          SELECT 1 FROM outbox w WHERE w.mention_id = @p0 AND w.address = shown.address AND w.role = shown.role AND w.kind = 'card' AND w.state = 'ready' AND w.due_at <= shown.due)
        """;

    private const string Raise = "UPDATE outbox SET priority = @p1 WHERE mention_id = @p0 AND kind = 'card' AND state = 'ready' AND priority > @p1 AND lane LIKE 'Post %'";

    /// <summary>Every card that shows the mention is drawn again before long.</summary>
    public static void Redraw(DbSession session, long mentionId, DateTimeOffset now) => session.Execute(
        Later, mentionId, (int)OutboxPriority.Edit, now, now + Soon, (long)Between.TotalMicroseconds);

    /// <summary>A card that waits for its turn goes before less urgent ones.</summary>
    public static void LetFirst(DbSession session, long mentionId, OutboxPriority priority) => session.Execute(Raise, mentionId, (int)priority);
}
