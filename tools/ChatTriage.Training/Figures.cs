namespace ChatTriage.Training;

/// <summary>How well probabilities of classes agree with what people said.</summary>
internal sealed class Figures(int classes)
{
    private const int Bins = 10;
    private readonly int[,] _confusion = new int[classes, classes];
    private readonly double[] _confidence = new double[Bins];
    private readonly int[] _right = new int[Bins];
    private readonly int[] _inBin = new int[Bins];
    private int _count;

    /// <summary>Counts one text.</summary>
    public void Add(int label, ReadOnlySpan<float> probabilities)
    {
        int guess = 0;
        for (int k = 1; k < classes; k++)
        {
            guess = probabilities[k] > probabilities[guess] ? k : guess;
        }

        int bin = Math.Min(Bins - 1, (int)(probabilities[guess] * Bins));
        _confusion[label, guess]++;
        _confidence[bin] += probabilities[guess];
        _right[bin] += guess == label ? 1 : 0;
        _inBin[bin]++;
        _count++;
    }

    /// <summary>Share of texts whose class was found, in percent.</summary>
    public double Accuracy => 100.0 * Range().Sum(k => _confusion[k, k]) / _count;

    /// <summary>Mean over the classes of the share found, in percent.</summary>
    public double MacroRecall => Range().Average(Recall);

    /// <summary>Mean over the classes of F1, in percent.</summary>
    public double MacroF1 => Range().Average(k =>
    {
        double precision = Share(_confusion[k, k], Range().Sum(other => _confusion[other, k]));
        double recall = Recall(k);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    });

    /// <summary>Expected calibration error over ten bins of the most likely class, in percent.</summary>
    public double CalibrationError => Enumerable.Range(0, Bins).Sum(bin => 100.0 * Math.Abs(_confidence[bin] - _right[bin]) / _count);

    /// <inheritdoc />
    public override string ToString() => $"n {_count}  accuracy {Accuracy:0.0}  macro recall {MacroRecall:0.0}  macro F1 {MacroF1:0.0}  ECE {CalibrationError:0.0}";

    /// <summary>Share of one class that was found, in percent.</summary>
    public double Recall(int label) => Share(_confusion[label, label], Range().Sum(k => _confusion[label, k]));

    private static double Share(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;

    private IEnumerable<int> Range() => Enumerable.Range(0, classes);
}
