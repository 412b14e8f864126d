namespace ChatTriage.Benchmarks;

/// <summary>Numbers from 0 on, the first the most frequent, the n-th n to the power of <paramref name="exponent"/> times rarer.</summary>
internal sealed class Zipf(int count, double exponent, Random random)
{
    private readonly double[] _sums = Sums(count, exponent);

    public int Next()
    {
        int at = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return Math.Min(_sums.Length - 1, at < 0 ? ~at : at);
    }

    private static double[] Sums(int count, double exponent)
    {
        double[] sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sums[i] = sum += 1 / Math.Pow(i + 1, exponent);
        }

        return sums;
    }
}
