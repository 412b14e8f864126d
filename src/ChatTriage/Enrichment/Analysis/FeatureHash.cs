using System.Runtime.CompilerServices;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>The hash by which words and n-grams find their weights: FNV-1a a character, mixed at the end. Stable for ever, since models are stored.</summary>
internal static class FeatureHash
{
    /// <summary>Where hashing begins; salts give words, pairs and n-grams places of their own.</summary>
    public const uint Seed = 2166136261;

    /// <summary>Takes one character in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(uint hash, uint value) => (hash ^ value) * 16777619;

    /// <summary>Spreads the last characters over all bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x85EBCA6B;
        return hash ^ (hash >> 13);
    }

    /// <summary>A place from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Place(uint hash, int first, int end) => first + (int)(((ulong)Mix(hash) * (uint)(end - first)) >> 32);

    /// <summary>Hash of a whole text.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        uint hash = Seed;
        foreach (char c in text)
        {
            hash = Add(hash, c);
        }

        return hash;
    }
}
