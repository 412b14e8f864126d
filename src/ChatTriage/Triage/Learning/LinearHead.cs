using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// Multinomial logistic regression that learns one example at a time, with a step for each weight that shrinks with what it has learnt (AdaGrad). Nothing but
/// the examples and their order decides about a bit of it.
/// </summary>
internal sealed class LinearHead(int classes, int dimensions, int shift)
{
    private const float Rate = 0.1f;
    private const float Decay = 1e-3f;
    private const float Tiny = 1e-8f;
    private readonly float[] _weights = new float[classes * dimensions];
    private readonly float[] _squares = new float[classes * dimensions];

    /// <summary>How many classes it tells apart.</summary>
    public int Classes => classes;

    /// <summary>Sets a weight before anything is learnt.</summary>
    public void StartFrom(int place, int label, float weight) => _weights[((place >> shift) * classes) + label] = weight;

    /// <summary>Probabilities of the classes.</summary>
    public void Predict(ReadOnlySpan<TextFeature> features, Span<float> probabilities)
    {
        probabilities = probabilities[..classes];
        probabilities.Clear();
        foreach (TextFeature feature in features)
        {
            ReadOnlySpan<float> weights = _weights.AsSpan((feature.Index >> shift) * classes, classes);
            for (int k = 0; k < probabilities.Length; k++)
            {
                probabilities[k] += weights[k] * feature.Value;
            }
        }

        Normalise(probabilities);
    }

    /// <summary>One step towards the right class.</summary>
    public void Learn(ReadOnlySpan<TextFeature> features, int right)
    {
        Span<float> errors = stackalloc float[classes];
        Predict(features, errors);
        errors[right] -= 1;
        foreach (TextFeature feature in features)
        {
            int place = (feature.Index >> shift) * classes;
            Span<float> weights = _weights.AsSpan(place, classes);
            Span<float> squares = _squares.AsSpan(place, classes);
            for (int k = 0; k < errors.Length; k++)
            {
                float slope = (errors[k] * feature.Value) + (Decay * weights[k]);
                squares[k] += slope * slope;
                weights[k] -= Rate * slope / (MathF.Sqrt(squares[k]) + Tiny);
            }
        }
    }

    /// <summary>Becomes equal to another head of the same shape.</summary>
    public void CopyFrom(LinearHead other)
    {
        other._weights.CopyTo(_weights, 0);
        other._squares.CopyTo(_squares, 0);
    }

    /// <summary>Whether every bit is the same.</summary>
    public bool Equals(LinearHead other) =>
        MemoryExtensions.SequenceEqual<float>(_weights, other._weights) && MemoryExtensions.SequenceEqual<float>(_squares, other._squares);

    private static void Normalise(Span<float> scores)
    {
        float top = Highest(scores);
        float sum = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = MathF.Exp(scores[k] - top);
            sum += scores[k];
        }

        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] /= sum;
        }
    }

    private static float Highest(ReadOnlySpan<float> scores)
    {
        float highest = scores[0];
        foreach (float score in scores)
        {
            highest = MathF.Max(highest, score);
        }

        return highest;
    }
}
