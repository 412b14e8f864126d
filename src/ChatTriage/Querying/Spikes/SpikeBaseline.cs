using ChatTriage.Storage;

namespace ChatTriage.Querying.Spikes;

/// <summary>
/// What is normal for a brand in an hour of the week, and from where on it is not.
/// <list type="number">
/// <item>Normal is the median of that hour of the week and its two neighbours in the last eight weeks, from three weeks on.</item>
/// <item>Before that it is the median of that hour of the day and its neighbours in the last fourteen days, from three days on.</item>
/// <item>Before that nothing is known, and only ten times the minimum is a spike. So it is for three days after the first of it came in, where what is older is mostly silence.</item>
/// <item>It begins at the factor times the normal, six spreads above it, or the minimum, whichever is most. The spread is the median distance from the median, scaled
/// to a standard deviation, and never less than chance alone makes of such a count (its root): an even past must not make a small wave an alarm.</item>
/// <item>It is calm below a third of the way from normal to there.</item>
/// <item>Negative ones count from half the minimum on, but in a young store from the whole of it: a few days do not tell how much one is unlike another. They must also be a share
/// of half as much again as normal, or a busy day would be a bad one; and beside chance their spread has half of the normal, because on some days more is complained than on others.</item>
/// </list>
/// Medians, because last week's flood must not hide this week's.
/// </summary>
public sealed record SpikeBaseline(SpikeBasis Basis, HourCount Now, double Volume, double VolumeHigh, double VolumeLow, double Negative, double NegativeHigh, double NegativeLow)
{
    private const int Weeks = 8;
    private const int Days = 14;
    private const int FewestPeriods = 3;
    private const int Spreads = 6;
    private const int YoungFactor = 10;
    private const double ScaledToDeviation = 1.4826;
    private const double MoreShare = 1.5;
    private const double DayToDay = 0.5;
    private const long Hour = 4 * RollUp.Bucket;
    private const long Day = 24 * Hour;

    /// <summary>Whether far more is said than is normal.</summary>
    public bool IsLoud => Now.Total >= VolumeHigh;

    /// <summary>Whether far more of it is negative than is normal.</summary>
    public bool IsAngry => Now.Negative >= NegativeHigh && Now.Negative * Volume >= MoreShare * Negative * Now.Total;

    /// <summary>Whether neither is so any more.</summary>
    public bool IsCalm => Now.Total <= VolumeLow && Now.Negative <= NegativeLow;

    /// <summary>The normal of a kind.</summary>
    public double Of(SpikeKind kind) => kind == SpikeKind.Volume ? Volume : Negative;

    /// <summary>Where a kind begins.</summary>
    public double HighOf(SpikeKind kind) => kind == SpikeKind.Volume ? VolumeHigh : NegativeHigh;

    /// <summary>The quarters that have to be read to judge one, as half-open ranges; each is a short one of the roll-up's key.</summary>
    public static IEnumerable<(long From, long To)> Ranges(long bucket) => Enumerable.Range(1, Weeks).Select(week => bucket - (week * 7 * Day))
        .Union(Enumerable.Range(1, Days).Select(day => bucket - (day * Day)))
        .Select(middle => (middle - (2 * Hour) + RollUp.Bucket, middle + Hour + RollUp.Bucket));

    /// <summary>Judges the hour that ends with a quarter.</summary>
    public static SpikeBaseline Of(HourSeries past, long bucket, HourCount now, int minimum, int factor)
    {
        (SpikeBasis basis, HourCount[] samples) = SamplesOf(past, bucket);
        if (past.IsNew && samples.Length > 0 && Median([.. samples.Select(sample => (double)sample.Total)]) == 0)
        {
            (basis, samples) = (SpikeBasis.Nothing, []);
        }

        (double volume, double volumeHigh, double volumeLow) = Levels([.. samples.Select(sample => (double)sample.Total)], minimum, factor);
        int fewest = basis == SpikeBasis.Days ? minimum : Math.Max(2, minimum / 2);
        (double negative, double negativeHigh, double negativeLow) = Levels([.. samples.Select(sample => (double)sample.Negative)], fewest, factor, DayToDay);
        return new SpikeBaseline(basis, now, volume, volumeHigh, volumeLow, negative, negativeHigh, negativeLow);
    }

    private static (SpikeBasis Basis, HourCount[] Samples) SamplesOf(HourSeries past, long bucket)
    {
        HourCount[] weeks = Samples(past, bucket, 7 * Day, Weeks), days = weeks.Length >= FewestPeriods * 3 ? [] : Samples(past, bucket, Day, Days);
        return weeks.Length >= FewestPeriods * 3 ? (SpikeBasis.Weeks, weeks) : days.Length >= FewestPeriods * 3 ? (SpikeBasis.Days, days) : (SpikeBasis.Nothing, []);
    }

    private static HourCount[] Samples(HourSeries past, long bucket, long period, int most) =>
    [
        .. Enumerable.Range(1, most).Select(back => bucket - (back * period)).Where(middle => past.Knows(middle - Hour))
            .SelectMany(middle => new[] { past.Hour(middle - Hour), past.Hour(middle), past.Hour(middle + Hour) }),
    ];

    private static (double Normal, double High, double Low) Levels(double[] samples, int minimum, int factor, double dayToDay = 0)
    {
        if (samples.Length == 0)
        {
            return (0, minimum * YoungFactor, minimum * YoungFactor / 3.0);
        }

        double normal = Median(samples);
        double spread = Math.Max(ScaledToDeviation * Median([.. samples.Select(sample => Math.Abs(sample - normal))]), Math.Sqrt(normal + (dayToDay * normal * dayToDay * normal)));
        double high = Math.Max(minimum, Math.Max(factor * normal, normal + (Spreads * spread)));
        return (normal, high, Math.Max(minimum / 2.0, normal + ((high - normal) / 3)));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
