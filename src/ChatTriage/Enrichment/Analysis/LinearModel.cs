using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>
/// A trained multinomial logistic regression: one byte a weight with a scale a class, the few counted features in full precision.
/// Immutable and safe to share.
/// </summary>
internal sealed class LinearModel
{
    /// <summary>The most classes a model may have.</summary>
    public const int MaxClasses = 48;

    private const uint Magic = 0x314D5443; // CTM1
    private const int Lane = 16;

    // Sums of bytes are kept in 16 bits for this many features, then added up in 32.
    private const int SafeAdditions = 256;

    private readonly sbyte[] _weights;
    private readonly float[] _counted;
    private readonly float[] _scales;
    private readonly int _countedRows;
    private readonly int _stride;

    private LinearModel(string[] labels, float temperature, float[] scales, float[] counted, sbyte[] weights, int stride)
    {
        Labels = labels;
        Temperature = temperature;
        (_scales, _counted, _weights, _stride) = (scales, counted, weights, stride);
        _countedRows = counted.Length / labels.Length;
    }

    /// <summary>The classes, in the order of scores.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What scores are divided by, so that probabilities are as often right as they say.</summary>
    public float Temperature { get; }

    /// <summary>Reads a model file.</summary>
    public static LinearModel Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("A model file is not of this version.");
        }

        string[] labels = [.. Enumerable.Range(0, reader.ReadByte()).Select(_ => reader.ReadString())];
        float temperature = reader.ReadSingle();
        float[] scales = [.. labels.Select(_ => reader.ReadSingle())];
        float[] counted = new float[reader.ReadInt32() * labels.Length];
        for (int i = 0; i < counted.Length; i++)
        {
            counted[i] = reader.ReadSingle();
        }

        int rows = reader.ReadInt32();
        int stride = StrideOf(labels.Length);
        sbyte[] weights = new sbyte[rows * stride];
        byte[] column = new byte[rows];
        for (int label = 0; label < labels.Length; label++)
        {
            reader.BaseStream.ReadExactly(column);
            for (int row = 0; row < rows; row++)
            {
                weights[(row * stride) + label] = (sbyte)column[row];
            }
        }

        return new LinearModel(labels, temperature, scales, counted, weights, stride);
    }

    /// <summary>Writes a model file; class after class, which compresses best.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="temperature">See <see cref="Temperature"/>.</param>
    /// <param name="countedRows">How many rows stay in full precision.</param>
    /// <param name="weights">Rows of one weight a class.</param>
    /// <param name="steps">Into how many steps on each side of 0 weights are rounded, 127 at most; fewer make a smaller file.</param>
    /// <param name="clip">The share of weights that may be cut to the largest step, so that a few large ones do not coarsen all others.</param>
    public static void Write(Stream stream, string[] labels, float temperature, int countedRows, float[] weights, int steps, double clip)
    {
        int classes = labels.Length;
        int rows = weights.Length / classes;
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        writer.Write(Magic);
        writer.Write((byte)classes);
        Array.ForEach(labels, writer.Write);
        writer.Write(temperature);
        float[] scales = [.. Enumerable.Range(0, classes).Select(label => ScaleOf([.. Enumerable.Range(countedRows, rows - countedRows).Select(row => Math.Abs(weights[(row * classes) + label]))], steps, clip))];
        Array.ForEach(scales, writer.Write);
        writer.Write(countedRows);
        for (int i = 0; i < countedRows * classes; i++)
        {
            writer.Write(weights[i]);
        }

        writer.Write(rows);
        for (int label = 0; label < classes; label++)
        {
            for (int row = 0; row < rows; row++)
            {
                writer.Write(row < countedRows ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(weights[(row * classes) + label] / scales[label]), -steps, steps));
            }
        }
    }

    /// <summary>Scores of at most four classes; becomes probabilities by <see cref="ToProbabilities"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<TextFeature> features, Span<float> scores)
    {
        scores.Clear();
        ref sbyte table = ref MemoryMarshal.GetArrayDataReference(_weights);
        Vector128<float> sum = Vector128<float>.Zero;
        foreach (ref readonly TextFeature feature in features)
        {
            if (feature.Index < _countedRows)
            {
                for (int label = 0; label < scores.Length; label++)
                {
                    scores[label] += _counted[(feature.Index * scores.Length) + label] * feature.Value;
                }

                continue;
            }

            int row = Unsafe.ReadUnaligned<int>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref table, RowOf(feature.Index))));
            Vector128<int> weights = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(row).AsSByte()));
            sum += Vector128.ConvertToSingle(weights) * feature.Value;
        }

        for (int label = 0; label < scores.Length; label++)
        {
            scores[label] += sum[label] * _scales[label];
        }
    }

    /// <summary>Scores of any number of classes, all features having one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<int> features, float value, Span<float> scores)
    {
        Span<int> sums = stackalloc int[MaxClasses];
        sums.Clear();
        while (!features.IsEmpty)
        {
            int part = Math.Min(SafeAdditions, features.Length);
            AddRows(features[..part], sums);
            features = features[part..];
        }

        for (int label = 0; label < scores.Length; label++)
        {
            scores[label] = sums[label] * _scales[label] * value;
        }
    }

    /// <summary>Turns scores into probabilities in place.</summary>
    public void ToProbabilities(Span<float> scores)
    {
        float highest = float.MinValue;
        foreach (float score in scores)
        {
            highest = Math.Max(highest, score);
        }

        float sum = 0;
        foreach (ref float score in scores)
        {
            score = MathF.Exp((score - highest) / Temperature);
            sum += score;
        }

        foreach (ref float score in scores)
        {
            score /= sum;
        }
    }

    /// <summary>Adds whole rows of <see cref="MaxClasses"/> bytes, all of a row while it is near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows(ReadOnlySpan<int> features, Span<int> sums)
    {
        ref sbyte table = ref MemoryMarshal.GetArrayDataReference(_weights);
        Vector128<short> a = default, b = default, c = default, d = default, e = default, f = default;
        foreach (int feature in features)
        {
            ref sbyte row = ref Unsafe.Add(ref table, RowOf(feature));
            var first = Vector128.LoadUnsafe(ref row);
            var second = Vector128.LoadUnsafe(ref row, Lane);
            var third = Vector128.LoadUnsafe(ref row, 2 * Lane);
            a += Vector128.WidenLower(first);
            b += Vector128.WidenUpper(first);
            c += Vector128.WidenLower(second);
            d += Vector128.WidenUpper(second);
            e += Vector128.WidenLower(third);
            f += Vector128.WidenUpper(third);
        }

        Add(a, sums);
        Add(b, sums[8..]);
        Add(c, sums[16..]);
        Add(d, sums[24..]);
        Add(e, sums[32..]);
        Add(f, sums[40..]);
    }

    private static void Add(Vector128<short> part, Span<int> sums)
    {
        for (int i = 0; i < Vector128<short>.Count; i++)
        {
            sums[i] += part[i];
        }
    }

    /// <summary>Where a row begins; checked, since the table is read without the runtime's own checks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RowOf(int feature)
    {
        int at = feature * _stride;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)at, (uint)(_weights.Length - _stride));
        return at;
    }

    private static int StrideOf(int classes) => classes <= 4 ? 4 : MaxClasses;

    private static float ScaleOf(float[] magnitudes, int steps, double clip)
    {
        Array.Sort(magnitudes);
        float largest = magnitudes[(int)((magnitudes.Length - 1) * (1 - clip))];
        return largest > 0 ? largest / steps : 1;
    }
}
