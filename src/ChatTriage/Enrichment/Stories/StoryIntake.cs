using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Finds the story of what comes in. The memory of the process proposes, the row decides, inside the transaction that stores the new mention; transactions that
/// write come one after the other, across processes too, so that two copies never both become the first one. Only write transactions use it.
/// </summary>
public sealed class StoryIntake
{
    private readonly MentionChanges _changes;
    private readonly LiveSettings _settings;
    private readonly StoryIndex _index = new();
    private readonly StoryReader _reader = new();
    private readonly StoryReader _other = new();
    private readonly StoryFeed _feed;

    public StoryIntake(MentionChanges changes, LiveSettings settings)
    {
        (_changes, _settings) = (changes, settings);
        _feed = new StoryFeed(_index, _other);
    }

    /// <summary>The settings as they are now.</summary>
    internal LiveSettings Settings => _settings;

    private StoriesOptions Options => _settings.Options.Stories;

    /// <summary>Begins one transaction's worth of new mentions.</summary>
    public StoryBatch Begin(DbSession session, DateTimeOffset now) => new(this, _changes, session, now);

    /// <summary>Takes in what other processes, or this one before it was restarted, have stored.</summary>
    public void CatchUp(DbSession session)
    {
        if (Options.Enabled)
        {
            _feed.CatchUp(session);
        }
    }

    /// <summary>Where a mention belongs that would wait for a decision.</summary>
    public StoryPlace PlaceOf(DbSession session, Mention mention, DateTimeOffset now)
    {
        if (!Options.Enabled || !_reader.Read(mention.Text, mention.Brand))
        {
            return new StoryPlace(mention);
        }

        long? differs = null;
        foreach (StoryCandidate candidate in _index.Find(_reader))
        {
            if (session.FindMention(candidate.Id) is not { } leader || !TakesIn(session, leader, now))
            {
                _index.Pass(candidate.Id);
                continue;
            }

            if (leader.Brand != mention.Brand || !_other.Read(leader.Text, leader.Brand) || !_other.Resembles(_reader))
            {
                continue;
            }

            StoryDecision? decision = StoryRows.DecisionOf(session.Prepared, leader.Id) is { } applied && applied.StandsFor(leader) && applied.Until > now ? applied : null;
            if (decision is null || !ToneDiffers(mention.Sentiment, leader.Sentiment))
            {
                return new StoryPlace(Joined(mention, leader), leader, decision is { ExactOnly: true } && !_other.SaysExactly(_reader) ? null : decision);
            }

            differs ??= leader.Id;
        }

        return new StoryPlace(differs is { } id ? mention with { Notes = $"ChatTriage: like #{id}, which is decided, but the tone differs" } : mention);
    }

    /// <summary>Whether one more may follow a decision now: desks take only so many an hour.</summary>
    public bool MayFollow(DbSession session, StoryDecision decision, DateTimeOffset now) =>
        decision.Category == Category.NoResponse || StoryRows.TryFollow(session, decision, Options.FollowAtMost, now);

    /// <summary>Whether an edited mention still says what the first one of its story says.</summary>
    public bool StillBelongs(DbSession session, Mention member, string text) => session.FindMention(member.StoryId ?? 0) is { } leader
        && _other.Read(leader.Text, leader.Brand) && _reader.Read(text, leader.Brand) && _other.Resembles(_reader);

    /// <summary>A mention with a card of its own was stored, changed or moved: the next ones may be like it. After <see cref="CatchUp"/>, or what others stored before it would be passed over.</summary>
    public void Remember(DbSession session, Mention mention, DateTimeOffset now)
    {
        if (Options.Enabled && mention.StoryId is null)
        {
            _feed.Add(session, mention, now);
        }
    }

    /// <summary>Tones that no engine is sure of differ from none.</summary>
    public static bool ToneDiffers(Tone one, Tone other) => one != other && IsSure(one) && IsSure(other);

    private static bool IsSure(Tone tone) => tone is Tone.Negative or Tone.Neutral or Tone.Positive or Tone.Mixed;

    private static Mention Joined(Mention mention, Mention leader) => mention with
    {
        State = MentionState.Merged,
        StoryId = leader.Id,
        AwaitingSince = null,
        EscalateAt = null,
        AnalyseAt = null,
        Suggested = null,
        SuggestedConfidence = null,
        SuggestedReason = null,
    };

    private bool TakesIn(DbSession session, Mention leader, DateTimeOffset now) => leader.StoryId is null && leader.State switch
    {
        MentionState.AwaitingTriage => leader.ReceivedAt + Options.JoinWaitingFor > now,
        MentionState.Routed or MentionState.Claimed or MentionState.Answered or MentionState.NoResponse => leader.DecidedAt + Options.Window > now && !StoryRows.IsEditedSince(session, leader),
        _ => false,
    };
}
