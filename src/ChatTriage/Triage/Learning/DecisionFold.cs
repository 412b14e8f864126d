using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// The model that follows from the decisions in force, learnt in their order. Taking one back is exact: the newest decisions are kept, and learnt again on the
/// model of all before them. Not safe for several threads.
/// </summary>
internal sealed class DecisionFold
{
    /// <summary>Decisions that are kept to be learnt again are at least these many, at most twice as many; more than a minute of anybody's clicks.</summary>
    private const int Kept = 250;

    /// <summary>The decisions learnt from are the last 40,000 to 50,000: the oldest are forgotten in whole blocks, which every replica does at the same decision.</summary>
    private const long Block = 10_000;
    private const long Blocks = 5;

    private readonly TextFeature[] _features = new TextFeature[DecisionFeatures.MaxCount];
    private readonly DecisionModel _before = new();
    private readonly List<LearntDecision> _kept = [];
    private readonly long _from;
    private readonly DecisionModel _model = new();
    private long _keptAfter;
    private long _newest;
    private int _learnt;
    private bool _isBehind;

    /// <summary>Nothing learnt.</summary>
    /// <param name="from">Decisions up to this id are too old to be learnt from, see <see cref="FirstOf"/>.</param>
    public DecisionFold(long from) => _from = _keptAfter = _newest = from;

    /// <summary>All decisions in force, learnt; the newest are learnt when it is asked for, so that a start learns none twice.</summary>
    public DecisionModel Model
    {
        get
        {
            if (_isBehind)
            {
                _model.CopyFrom(_before);
                (_learnt, _isBehind) = (0, false);
            }

            for (; _learnt < _kept.Count; _learnt++)
            {
                Learn(_model, _kept[_learnt]);
            }

            return _model;
        }
    }

    /// <summary>Everything up to this change has been taken in.</summary>
    public long Seen { get; set; }

    /// <summary>The id after which learning begins when decisions up to <paramref name="newest"/> are there.</summary>
    public static long FirstOf(long newest) => Math.Max(0, (newest / Block) - (Blocks - 1)) * Block;

    /// <summary>
    /// Takes changes in, in the order of <see cref="LearntDecision.Seq"/>. False: something older than what is kept was taken back, or a block is to be
    /// forgotten; only a new fold can tell then.
    /// </summary>
    public bool TryTake(IReadOnlyList<LearntDecision> changes)
    {
        foreach (LearntDecision change in changes)
        {
            Seen = change.Seq;
            if (FirstOf(change.Id) > _from)
            {
                return false;
            }

            if (change.UndoneAt is not null)
            {
                if (change.Id <= _keptAfter && change.Id > _from)
                {
                    return false;
                }

                // One that was never seen in force, or of a block that is forgotten, leaves nothing.
                TakeBack(change.Id);
            }
            else if (change.Id > _newest)
            {
                _newest = change.Id;
                _kept.Add(change);
            }
        }

        Settle();
        return true;
    }

    private void TakeBack(long id)
    {
        int place = _kept.FindIndex(kept => kept.Id == id);
        if (place >= 0)
        {
            _kept.RemoveAt(place);
            _isBehind |= place < _learnt;
        }
    }

    /// <summary>Learns what is no longer kept into the model of before.</summary>
    private void Settle()
    {
        if (_kept.Count <= 2 * Kept)
        {
            return;
        }

        int settled = _kept.Count - Kept;
        for (int i = 0; i < settled; i++)
        {
            Learn(_before, _kept[i]);
        }

        _keptAfter = _kept[settled - 1].Id;
        _kept.RemoveRange(0, settled);
        _isBehind |= settled > _learnt;
        _learnt -= settled;
    }

    private void Learn(DecisionModel model, LearntDecision decision)
    {
        int count = DecisionFeatures.Unpack(decision.Features, _features);
        model.Learn(_features.AsSpan(0, count), decision.Category, ResponseReasons.PlaceOf(decision.Reason));
    }
}
