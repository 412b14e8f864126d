using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Triage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>The new mentions of one transaction on their way into stories: copies within it meet as well, and a story's card and counts are seen to once.</summary>
public sealed class StoryBatch(StoryIntake intake, MentionChanges changes, DbSession session, DateTimeOffset now)
{
    /// <summary>Sizes at which a story's first mention becomes more urgent; those of <see cref="Urgency"/>.</summary>
    private static readonly int[] Steps = [2, 10, 100, 1_000];

    private readonly Dictionary<long, int> _joined = [];
    private bool _caughtUp;

    /// <summary>Where a mention belongs.</summary>
    public StoryPlace PlaceOf(Mention mention)
    {
        if (mention.State != MentionState.AwaitingTriage)
        {
            return new StoryPlace(mention);
        }

        CatchUp();
        return intake.PlaceOf(session, mention, now);
    }

    /// <summary>It was stored: it counts, follows, or may be joined.</summary>
    public async Task StoredAsync(Mention stored, StoryPlace place)
    {
        if (place.Leader is not { } leader)
        {
            if (stored.State == MentionState.AwaitingTriage)
            {
                intake.Remember(session, stored, now);
            }

            return;
        }

        _joined[leader.Id] = _joined.GetValueOrDefault(leader.Id) + 1;
        if (place.Decision is { } decision && intake.MayFollow(session, decision, now))
        {
            await changes.TryAsync(session, stored, decision.Follow(stored, leader, now), decision.Line(now));
        }
    }

    /// <summary>Its story's first mention says something else now: it joins another one, or gets a card of its own.</summary>
    public async Task<bool> PartAsync(Mention member)
    {
        StoryPlace place = PlaceOf(BackToTriage.Of(member, intake.Settings.Brands.Of(member), intake.Settings.Options.Triage, now) with { StoryId = null });
        Mention after = place.Mention;
        if (after.State == MentionState.AwaitingTriage)
        {
            var urgency = Urgency.Of(session, after, now);
            after = after with { Urgency = urgency.Points, UrgencyWhy = urgency.Why };
        }

        if (!await changes.TryAsync(session, member, after, new LedgerLine(now, Address.System, LedgerVerbs.Parted, place.Detail)))
        {
            return false;
        }

        _joined[member.StoryId!.Value] = _joined.GetValueOrDefault(member.StoryId.Value) - 1;
        await StoredAsync(session.FindMention(member.Id)!, place);
        return true;
    }

    /// <summary>The source changed the words: what left its story counts there no more, and what has a card of its own is compared by its new words.</summary>
    public void Edited(Mention before, Mention after)
    {
        if (before.StoryId is { } leader && after.StoryId is null)
        {
            _joined[leader] = _joined.GetValueOrDefault(leader) - 1;
        }

        if (after is { StoryId: null, AwaitingSince: not null })
        {
            StoryRows.Move(session, after.Id);
            CatchUp();
            intake.Remember(session, after, now);
        }
    }

    /// <summary>Writes the counts, and lets cards and urgency follow them.</summary>
    public void Finish()
    {
        foreach ((long id, int more) in _joined)
        {
            long joined = StoryRows.Count(session, id, more);
            if (Steps.Any(step => joined - more < step && joined >= step) && session.FindMention(id) is { State: MentionState.AwaitingTriage } leader)
            {
                Urge(leader);
            }

            StoryCards.Redraw(session, id, now);
        }
    }

    private void CatchUp()
    {
        if (!_caughtUp)
        {
            intake.CatchUp(session);
            _caughtUp = true;
        }
    }

    private void Urge(Mention leader)
    {
        var urgency = Urgency.Of(session, leader, now);
        changes.TryAnalyse(session, leader, leader with { Urgency = urgency.Points, UrgencyWhy = urgency.Why }, line: null, now, redraws: false);
        StoryCards.LetFirst(session, leader.Id, urgency.Priority);
    }
}
