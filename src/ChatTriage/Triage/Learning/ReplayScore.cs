using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>Counts how suggestions did.</summary>
internal sealed class ReplayScore
{
    private const int Bins = 10;
    private const int Classes = 3;
    private readonly int[] _matrix = new int[Classes * Classes];
    private readonly int[] _decided = new int[Classes];
    private readonly (int Count, double Confidence, int Right)[] _bins = new (int, double, int)[Bins];
    private int _right;

    /// <summary>Decisions in all.</summary>
    public int Decisions { get; private set; }

    /// <summary>Decisions for which there was a suggestion.</summary>
    public int Suggested { get; private set; }

    /// <summary>Share of decisions that were as suggested; none suggested is not right.</summary>
    public double? Accuracy => Decisions == 0 ? null : (double)_right / Decisions;

    /// <summary>Mean of the three categories' F1.</summary>
    public double? MacroF1 => Decisions == 0 ? null : Enumerable.Range(0, Classes).Average(F1);

    /// <summary>
    /// Expected calibration error: by how much the stated probability is off, on the average over ten steps of it. Nothing where no probability was stated.
    /// </summary>
    public double? CalibrationError => _bins.Sum(bin => bin.Count) is var all and > 0
        ? _bins.Where(bin => bin.Count > 0).Sum(bin => Math.Abs(bin.Confidence - bin.Right)) / all
        : null;

    /// <summary>Counts one.</summary>
    public void Add(Suggestion suggestion, Category decided)
    {
        Decisions++;
        _decided[(int)decided]++;
        if (suggestion.Category is not { } category)
        {
            return;
        }

        bool right = category == decided;
        Suggested++;
        _right += right ? 1 : 0;
        _matrix[((int)category * Classes) + (int)decided]++;
        if (suggestion.Confidence is { } confidence)
        {
            ref (int Count, double Confidence, int Right) bin = ref _bins[Math.Clamp((int)(confidence * Bins), 0, Bins - 1)];
            bin = (bin.Count + 1, bin.Confidence + confidence, bin.Right + (right ? 1 : 0));
        }
    }

    private double F1(int category)
    {
        int suggested = Enumerable.Range(0, Classes).Sum(decided => _matrix[(category * Classes) + decided]);
        int both = _matrix[(category * Classes) + category];
        return suggested + _decided[category] == 0 ? 0 : 2.0 * both / (suggested + _decided[category]);
    }
}
