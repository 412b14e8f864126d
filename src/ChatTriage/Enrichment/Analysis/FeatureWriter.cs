using System.Runtime.CompilerServices;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>Fills a caller's span with features; what does not fit is left out.</summary>
internal ref struct FeatureWriter(Span<TextFeature> into)
{
    private readonly Span<TextFeature> _into = into;

    /// <summary>Features written so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int index, float value)
    {
        if ((uint)Count < (uint)_into.Length)
        {
            _into[Count++] = new TextFeature(index, value);
        }
    }

    /// <summary>Gives the features from <paramref name="start"/> on one value each, so that together they have the length <paramref name="norm"/> however many they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Scale(int start, float norm)
    {
        if (Count > start)
        {
            float value = norm / MathF.Sqrt(Count - start);
            foreach (ref TextFeature feature in _into[start..Count])
            {
                feature = new TextFeature(feature.Index, value);
            }
        }
    }
}
