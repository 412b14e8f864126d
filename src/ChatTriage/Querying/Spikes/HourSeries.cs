using ChatTriage.Storage;

namespace ChatTriage.Querying.Spikes;

/// <summary>A brand's counts by quarters of an hour, as far as they were read.</summary>
/// <param name="first">The first quarter there ever was; nothing before it is known, so it is not taken for silence.</param>
/// <param name="isNew">Whether the first of it came in only days ago: a feed brings a few old posts at first, and the silence between them is not what was said then.</param>
public sealed class HourSeries(long first, bool isNew = false)
{
    private const int QuartersOfHour = 4;
    private readonly Dictionary<long, HourCount> _quarters = [];

    /// <summary>Whether silence in it tells nothing yet.</summary>
    public bool IsNew => isNew;

    /// <summary>Adds to a quarter.</summary>
    public void Add(long bucket, long total, long negative)
    {
        HourCount known = _quarters.GetValueOrDefault(bucket);
        _quarters[bucket] = new HourCount(known.Total + total, known.Negative + negative);
    }

    /// <summary>Whether the whole hour that ends with a quarter is known.</summary>
    public bool Knows(long bucket) => bucket - ((QuartersOfHour - 1) * RollUp.Bucket) >= first;

    /// <summary>The hour that ends with a quarter.</summary>
    public HourCount Hour(long bucket)
    {
        (long total, long negative) = (0, 0);
        for (int i = 0; i < QuartersOfHour; i++)
        {
            HourCount quarter = _quarters.GetValueOrDefault(bucket - (i * RollUp.Bucket));
            (total, negative) = (total + quarter.Total, negative + quarter.Negative);
        }

        return new HourCount(total, negative);
    }
}
