namespace ChatTriage.Enrichment.Stories;

/// <summary>Quick 64-bit mixing for words and runs of characters; the same in every process, and no defence against anybody.</summary>
internal static class TextHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>The hash of some characters.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Odd;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return Mix(hash);
    }

    /// <summary>Two into one, in this order.</summary>
    public static ulong Join(ulong first, ulong second) => Mix((first * Odd) ^ second);

    /// <summary>Spreads every bit over all others.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
