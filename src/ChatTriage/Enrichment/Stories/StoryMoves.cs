using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// The steps by which similar mentions follow their first one. Rules: what somebody has touched stays where it is; those that an owner saw counted follow whatever
/// their tone; those that came while the owner looked follow by the rule for later ones; a decision that does not stand any more moves nobody further.
/// </summary>
public static class StoryMoves
{
    private const string Merged = "SELECT id FROM mention WHERE story_id = @p0 AND id > @p1 AND id <= @p2 AND state = 'Merged' ORDER BY id LIMIT @p3";

    /// <summary>Those whose last line says that they followed: nobody has done anything with them since. A source that corrects its words is nobody.</summary>
    private const string Untouched =
        """
        SELECT m.id FROM mention m
        WHERE m.story_id = @p0 AND m.id > @p1 AND m.state IN ('Routed','NoResponse') AND m.decided_at >= @p2
          AND (SELECT l.verb FROM ledger l WHERE l.mention_id = m.id AND l.verb NOT IN ('analysed','edited') ORDER BY l.seq DESC LIMIT 1) = 'followed'
        ORDER BY m.id LIMIT @p3
        """;

    private const string SetState = "UPDATE story_decision SET state = @p1 WHERE id = @p0 AND state = @p2";

    /// <summary>
    /// One step of applying a decision, or of taking it back: of that work alone which was begun. What is to be taken back in the middle of applying begins at the first
    /// one again, among those that were moved already.
    /// </summary>
    public static async Task<StoryStep> DecisionAsync(
        DbSession session, MentionChanges changes, StoryIntake intake, LiveSettings settings, long id, string work, long after, int most, DateTimeOffset now)
    {
        if (session.Query<StoryDecision>("SELECT * FROM story_decision WHERE id = @p0", id) is not [var decision] || decision.State != work
            || session.FindMention(decision.Leader) is not { } leader)
        {
            return default;
        }

        if (work == "undoing")
        {
            return await UndoAsync(session, changes, intake, decision, after, most, now);
        }

        if (!decision.StandsFor(leader))
        {
            session.Execute(SetState, id, "over", "applying");
            return default;
        }

        return await ApplyAsync(session, changes, settings.Options.Stories.FollowAtMost, decision, leader, after, most, now);
    }

    /// <summary>
    /// One step of going after a first mention that changed: the similar ones go to its brand, and those that do not say what it says now look for another story, or get
    /// a card. A first mention that changes again meanwhile is gone after once more, from the start.
    /// </summary>
    public static async Task<StoryStep> LeaderAsync(
        DbSession session, MentionChanges changes, StoryIntake intake, long leaderId, long version, long after, int most, DateTimeOffset now)
    {
        if (session.FindMention(leaderId) is not { } leader)
        {
            return default;
        }

        int moved = 0;
        StoryBatch batch = intake.Begin(session, now);
        IReadOnlyList<long> members = session.Query<long>(Merged, leaderId, after, long.MaxValue, most);
        foreach (long id in members)
        {
            if (session.FindMention(id) is not { } member)
            {
                continue;
            }

            if (!intake.StillBelongs(session, member, member.Text))
            {
                moved += await batch.PartAsync(member) ? 1 : 0;
            }
            else if (member.Brand != leader.Brand)
            {
                string[] others = [.. member.BrandList().Where(name => name != member.Brand && name != leader.Brand)];
                Mention given = member with { Brand = leader.Brand, Brands = string.Join('\n', others.Prepend(leader.Brand!)) };
                moved += await changes.TryAsync(session, member, given, new LedgerLine(now, Address.System, LedgerVerbs.Followed, $"like #{leaderId}: {member.Brand} → {leader.Brand}")) ? 1 : 0;
            }
        }

        batch.Finish();
        if (members.Count == most)
        {
            return new StoryStep(moved, members[^1]);
        }

        if (leader.Version != version)
        {
            return new StoryStep(moved, null);
        }

        session.Execute("UPDATE story SET moving = 0 WHERE leader = @p0", leaderId);
        intake.CatchUp(session);
        intake.Remember(session, leader, now);
        return new StoryStep(moved, null);
    }

    private static async Task<StoryStep> ApplyAsync(
        DbSession session, MentionChanges changes, int followAtMost, StoryDecision decision, Mention leader, long after, int most, DateTimeOffset now)
    {
        var (words, theirs) = (new StoryReader(), new StoryReader());
        words.Read(leader.Text, leader.Brand);
        int moved = 0;
        IReadOnlyList<long> members = session.Query<long>(Merged, leader.Id, after, decision.Last, most);
        foreach (long id in members)
        {
            if (session.FindMention(id) is not { } member || (decision.ExactOnly && !(theirs.Read(member.Text, leader.Brand) && theirs.SaysExactly(words)))
                || (id > decision.Upto && !FollowsAsLater(session, decision, member, leader, followAtMost, now)))
            {
                continue;
            }

            moved += await changes.TryAsync(session, member, decision.Follow(member, leader, now), decision.Line(now)) ? 1 : 0;
        }

        if (members.Count < most)
        {
            session.Execute(SetState, decision.Id, "following", "applying");
        }

        StoryCards.Redraw(session, leader.Id, now);
        return new StoryStep(moved, members.Count < most ? null : members[^1]);
    }

    private static bool FollowsAsLater(DbSession session, StoryDecision decision, Mention member, Mention leader, int followAtMost, DateTimeOffset now) =>
        !StoryIntake.ToneDiffers(member.Sentiment, leader.Sentiment) && (decision.Category == Category.NoResponse || StoryRows.TryFollow(session, decision, followAtMost, now));

    private static async Task<StoryStep> UndoAsync(DbSession session, MentionChanges changes, StoryIntake intake, StoryDecision decision, long after, int most, DateTimeOffset now)
    {
        int moved = 0;
        IReadOnlyList<long> members = session.Query<long>(Untouched, decision.Leader, after, decision.OrderedAt, most);
        foreach (long id in members)
        {
            // What was corrected to something else stays on its desk, where its new words are seen.
            Mention member = session.FindMention(id)!;
            if (!intake.StillBelongs(session, member, member.Text))
            {
                continue;
            }

            Mention back = member with { State = MentionState.Merged, Category = null, Reason = null, DecidedBy = null, DecidedAt = null };
            moved += await changes.TryAsync(session, member, back, new LedgerLine(now, Address.System, LedgerVerbs.Rejoined, $"the decision on #{decision.Leader} was taken back")) ? 1 : 0;
        }

        if (members.Count < most)
        {
            session.Execute(SetState, decision.Id, "over", "undoing");
        }

        StoryCards.Redraw(session, decision.Leader, now);
        return new StoryStep(moved, members.Count < most ? null : members[^1]);
    }
}
