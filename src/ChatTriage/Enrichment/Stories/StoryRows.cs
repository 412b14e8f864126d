using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>The rows of stories: how many joined, and what was applied to them.</summary>
public static class StoryRows
{
    private const string AddJoined = "INSERT INTO story (leader, joined) VALUES (@p0, @p1) ON CONFLICT (leader) DO UPDATE SET joined = story.joined + excluded.joined";
    private const string Joined = "SELECT joined FROM story WHERE leader = @p0";
    private const string Decision = "SELECT * FROM story_decision WHERE leader = @p0 ORDER BY id DESC LIMIT 1";
    private const string End = "UPDATE story_decision SET state = 'over' WHERE leader = @p0 AND state IN ('applying','following')";
    private const string Edited = "SELECT count(*) FROM ledger WHERE mention_id = @p0 AND verb = 'edited' AND at >= @p1";
    private const string LastAct = "SELECT count(*) FROM (SELECT verb FROM ledger WHERE mention_id = @p0 AND verb NOT IN ('analysed','edited') ORDER BY seq DESC LIMIT 1) AS newest WHERE verb = 'followed'";
    private const string Order =
        """
        INSERT INTO story_decision (leader, category, reason, decided_by, decided_at, ordered_at, exact_only, upto, last, until, state)
        SELECT @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, coalesce(max(id), 0), @p8, 'applying' FROM mention WHERE story_id = @p0
        """;

    /// <summary>Counts so many more, or fewer; how many there are now.</summary>
    public static long Count(DbSession session, long leader, int more)
    {
        session.Execute(AddJoined, leader, more);
        return session.Query<long>(Joined, leader)[0];
    }

    /// <summary>How many joined a mention.</summary>
    public static long JoinedOf(PreparedStatements statements, long leader) => statements.Query<long>(Joined, leader) is [var joined] ? joined : 0;

    /// <summary>What was applied last, if anything ever was.</summary>
    public static StoryDecision? DecisionOf(PreparedStatements statements, long leader) => statements.Query<StoryDecision>(Decision, leader) is [var decision] ? decision : null;

    /// <summary>The decision on a mention shall be that on the similar ones.</summary>
    /// <param name="session">The transaction that records it on the mention.</param>
    /// <param name="leader">The decided mention.</param>
    /// <param name="exactOnly">Whether only word-for-word copies are meant.</param>
    /// <param name="upto">The newest similar one that was counted when the person was asked.</param>
    /// <param name="window">How long later ones follow, counted from the decision.</param>
    /// <param name="now">The present.</param>
    public static void Apply(DbSession session, Mention leader, bool exactOnly, long upto, TimeSpan window, DateTimeOffset now)
    {
        session.Execute(End, leader.Id);
        session.Execute(Order, leader.Id, leader.Category, leader.Reason, leader.DecidedBy, leader.DecidedAt, now, exactOnly, upto, leader.DecidedAt + window);
    }

    /// <summary>The decision was taken back: what followed it and was not touched goes back too.</summary>
    public static void TakeBack(DbSession session, Mention decided) => session.Execute(
        "UPDATE story_decision SET state = 'undoing' WHERE leader = @p0 AND decided_at = @p1", decided.Id, decided.DecidedAt);

    /// <summary>Whether the words of a decided mention changed after the decision, which was not about the new ones.</summary>
    public static bool IsEditedSince(DbSession session, Mention decided) => session.Query<long>(Edited, decided.Id, decided.DecidedAt)[0] > 0;

    /// <summary>Whether a mention stands where it does because it followed, and nobody has done anything with it since.</summary>
    public static bool OnlyFollowed(DbSession session, long member) => session.Query<long>(LastAct, member)[0] > 0;

    /// <summary>The first mention was given to another brand, or its words changed: the similar ones go with it, or their own way.</summary>
    public static void Move(DbSession session, long leader) => session.Execute("UPDATE story SET moving = 1 WHERE leader = @p0 AND joined > 0", leader);

    /// <summary>One more is sent to a desk, unless that many were in this hour. An hour that another program's clock began is not begun again.</summary>
    public static bool TryFollow(DbSession session, StoryDecision decision, int atMost, DateTimeOffset now) => session.Execute(
        """
        UPDATE story_decision SET in_hour = CASE WHEN hour < @p1 THEN 1 ELSE in_hour + 1 END, hour = CASE WHEN hour < @p1 THEN @p1 ELSE hour END
        WHERE id = @p0 AND (hour < @p1 OR in_hour < @p2) AND @p2 > 0
        """,
        decision.Id, now.ToUnixTimeSeconds() / 3600, atMost) == 1;
}
