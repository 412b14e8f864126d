using System.Data.Common;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// Suggests what the owner would probably press: by the stated rule until <see cref="DecisionModel.SpeaksFrom"/> decisions were made, then learnt from them. The
/// model is in memory and nothing but the decisions in the store decides about it, so replicas agree and a restart forgets nothing.
/// </summary>
public sealed class Suggester(Database database, FeatureReader reader) : IDisposable
{
    private const int Batch = 500;

    private const string Columns = "id, seq, mention_id, category, reason, features_version, features, undone_at";
    private const string Changes = $"SELECT {Columns} FROM decision WHERE seq > @p0 ORDER BY seq LIMIT 500";
    private const string InForce = $"SELECT {Columns} FROM decision WHERE id > @after AND undone_at IS NULL ORDER BY id LIMIT @Batch";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private DecisionFold? _fold;
    private bool _isOutdated;

    /// <summary>The last change that was taken in; whoever finds it higher than before knows that something was learnt.</summary>
    public long Seen
    {
        get
        {
            lock (_gate)
            {
                return _fold?.Seen ?? -1;
            }
        }
    }

    /// <summary>Takes in what was decided since the last time, here or by another replica.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was taken in.</exception>
    public async Task CatchUpAsync(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // The model of before speaks until the new one is there: for a moment, or while the store is away, the rule would otherwise be back.
            DecisionFold? known = _isOutdated ? null : _fold;
            while (true)
            {
                DecisionFold fold = known ?? await FoldAnewAsync(cancellation);
                IReadOnlyList<LearntDecision> changes = await database.LookUpAsync(statements => Current(statements, statements.Query<LearntDecision>(Changes, fold.Seen)), cancellation);
                bool taken;
                lock (_gate)
                {
                    taken = fold.TryTake(changes);
                    _isOutdated = !taken;
                    _fold = taken || _fold is null ? fold : _fold;
                }

                known = taken ? fold : null;

                if (taken && changes.Count < Batch)
                {
                    return;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What to suggest for a mention, as far as was taken in. Never fails, whatever the words are.</summary>
    public Suggestion Suggest(Mention mention)
    {
        Span<TextFeature> room = stackalloc TextFeature[DecisionFeatures.MaxCount];
        return Suggest(room[..reader.Read(mention, room)], mention.Sentiment);
    }

    /// <summary>A mention that waits for a decision, with its suggestion; any other as it is.</summary>
    public Mention Suggested(Mention mention) => mention.State == MentionState.AwaitingTriage ? Suggest(mention).On(mention) : mention;

    /// <summary>The same for a mention that was just read.</summary>
    public Mention Suggested(Mention mention, TextAnalysis read)
    {
        if (mention.State != MentionState.AwaitingTriage)
        {
            return mention;
        }

        Span<TextFeature> room = stackalloc TextFeature[DecisionFeatures.MaxCount];
        return Suggest(room[..reader.Read(mention, read, room)], mention.Sentiment).On(mention);
    }

    /// <summary>
    /// The row after a change, with a new suggestion where it is another mention to decide about: other words, another brand, another tone. What comes back before
    /// its owner keeps what was suggested, until the next pass of <see cref="ReworkSuggestions"/> has unlearnt what was taken back.
    /// </summary>
    public Mention Suggested(Mention before, Mention after) =>
        before.Text == after.Text && before.Brand == after.Brand && before.Sentiment == after.Sentiment && (before.Suggested is not null || before.State == after.State) ? after : Suggested(after);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private Suggestion Suggest(ReadOnlySpan<TextFeature> features, Tone tone)
    {
        lock (_gate)
        {
            return Of(_fold?.Model, features, tone);
        }
    }

    /// <summary>What a model suggests.</summary>
    internal static Suggestion Of(DecisionModel? model, ReadOnlySpan<TextFeature> features, Tone tone)
    {
        if (model is null || model.Decisions < DecisionModel.SpeaksFrom)
        {
            return new Suggestion(Suggestion.ByRule(tone), Confidence: null, model?.PredictReason(features));
        }

        Span<float> probabilities = stackalloc float[3];
        model.Predict(features, probabilities);
        int best = 0;
        for (int k = 1; k < probabilities.Length; k++)
        {
            best = probabilities[k] > probabilities[best] ? k : best;
        }

        return new Suggestion((Category)best, Math.Round(probabilities[best], 4), model.PredictReason(features));
    }

    /// <summary>Whether another replica's model is this one, bit for bit.</summary>
    internal bool Agrees(Suggester other)
    {
        lock (_gate)
        {
            return _fold!.Model.Equals(other._fold!.Model);
        }
    }

    /// <summary>Learns everything from the store: at the start, and when something older than the fold keeps was taken back.</summary>
    private Task<DecisionFold> FoldAnewAsync(CancellationToken cancellation) => database.ReadSnapshotAsync(
        async connection =>
        {
            (long newest, long seen) = await connection.QuerySingleAsync<(long, long)>("SELECT coalesce(max(id), 0), coalesce(max(seq), 0) FROM decision");
            long after = DecisionFold.FirstOf(newest);
            var fold = new DecisionFold(after);
            while (await NextAsync(connection, after) is { Count: > 0 } decisions)
            {
                fold.TryTake(decisions);
                after = decisions[^1].Id;
            }

            fold.Seen = seen;
            return fold;
        },
        cancellation);

    private async Task<IReadOnlyList<LearntDecision>> NextAsync(DbConnection connection, long after)
    {
        LearntDecision[] decisions = [.. await connection.QueryAsync<LearntDecision>(InForce, new { after, Batch })];
        for (int i = 0; i < decisions.Length; i++)
        {
            if (decisions[i].FeaturesVersion != DecisionFeatures.Version)
            {
                decisions[i] = Anew(decisions[i], await connection.FindMentionAsync(decisions[i].MentionId));
            }
        }

        return decisions;
    }

    private IReadOnlyList<LearntDecision> Current(PreparedStatements statements, IReadOnlyList<LearntDecision> decisions) =>
        decisions.All(decision => decision.FeaturesVersion == DecisionFeatures.Version)
            ? decisions
            : [.. decisions.Select(decision => decision.FeaturesVersion == DecisionFeatures.Version ? decision : Anew(decision, statements.FindMention(decision.MentionId)))];

    /// <summary>Features of another version say nothing here; those of the words do, as long as the words are there.</summary>
    private LearntDecision Anew(LearntDecision decision, Mention? mention) => decision with { Features = mention is null ? [] : reader.Pack(mention) };
}
