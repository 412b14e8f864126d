using System.Numerics;

namespace ChatTriage.Training;

/// <summary>Multinomial logistic regression by AdaGrad, one example at a time, classes weighing alike. The same input gives the same weights.</summary>
internal sealed class Trainer(int dimensions, int classes)
{
    private readonly int _stride = (classes + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
    private float[] _weights = [];
    private float[] _squares = [];

    /// <summary>How far a step goes.</summary>
    public float Rate { get; init; } = 0.1f;

    /// <summary>Passes over the examples.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>How strongly weights are pulled back to 0 whenever they are touched.</summary>
    public float Decay { get; init; }

    /// <summary>How much of the balance between classes is made good: 1 all of it, 0 nothing.</summary>
    public double Balance { get; init; } = 1;

    /// <summary>Learns from the examples and gives rows of one weight a class.</summary>
    public float[] Train(IReadOnlyList<Example> examples)
    {
        _weights = new float[dimensions * _stride];
        _squares = new float[dimensions * _stride];
        int[] counts = new int[classes];
        foreach (Example example in examples)
        {
            counts[example.Label]++;
        }

        float[] importance = [.. counts.Select(count => (float)Math.Pow((double)examples.Count / Math.Max(1, classes * count), Balance))];
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        uint state = 20261123;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, ref state);
            float rate = Rate * (1 - (0.9f * epoch / Epochs));
            foreach (int i in order)
            {
                Learn(examples[i], importance[examples[i].Label] * examples[i].Weight, rate);
            }
        }

        float[] rows = new float[dimensions * classes];
        for (int row = 0; row < dimensions; row++)
        {
            Array.Copy(_weights, row * _stride, rows, row * classes, classes);
        }

        return rows;
    }

    private void Learn(Example example, float importance, float rate)
    {
        Span<float> gradient = stackalloc float[_stride];
        gradient.Clear();
        for (int f = 0; f < example.Indexes.Length; f++)
        {
            int at = example.Indexes[f] * _stride;
            var value = new Vector<float>(example.Values[f]);
            for (int k = 0; k < _stride; k += Vector<float>.Count)
            {
                (new Vector<float>(gradient[k..]) + (value * new Vector<float>(_weights, at + k))).CopyTo(gradient[k..]);
            }
        }

        Softmax(gradient[..classes]);
        gradient[example.Label] -= 1;
        for (int k = 0; k < classes; k++)
        {
            gradient[k] *= importance;
        }

        var step = new Vector<float>(rate);
        var decay = new Vector<float>(Decay);
        var tiny = new Vector<float>(1e-8f);
        for (int f = 0; f < example.Indexes.Length; f++)
        {
            int at = example.Indexes[f] * _stride;
            var value = new Vector<float>(example.Values[f]);
            for (int k = 0; k < _stride; k += Vector<float>.Count)
            {
                var weight = new Vector<float>(_weights, at + k);
                Vector<float> slope = (value * new Vector<float>(gradient[k..])) + (decay * weight);
                Vector<float> squares = new Vector<float>(_squares, at + k) + (slope * slope);
                squares.CopyTo(_squares, at + k);
                (weight - (step * slope / (Vector.SquareRoot(squares) + tiny))).CopyTo(_weights, at + k);
            }
        }
    }

    /// <summary>Scores become probabilities in place.</summary>
    public static void Softmax(Span<float> scores)
    {
        float highest = float.MinValue;
        foreach (float score in scores)
        {
            highest = Math.Max(highest, score);
        }

        float sum = 0;
        foreach (ref float score in scores)
        {
            score = MathF.Exp(score - highest);
            sum += score;
        }

        foreach (ref float score in scores)
        {
            score /= sum;
        }
    }

    private static void Shuffle(int[] order, ref uint state)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            int other = (int)(state % (uint)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
