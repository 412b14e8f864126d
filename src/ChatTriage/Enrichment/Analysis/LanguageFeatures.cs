using System.Runtime.CompilerServices;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>What tells languages apart: whole words, and their letters in runs of one to four.</summary>
internal static class LanguageFeatures
{
    /// <summary>Places in a weight table.</summary>
    public const int Dimensions = 1 << 16;

    /// <summary>Features that are looked at; some hundred words are more than enough.</summary>
    public const int MaxCount = 2400;

    private const uint WordSalt = 0x2545F491;
    private const uint GramSalt = 0x165667B1;

    /// <summary>The value of each of so many features, by which long texts score no higher than short ones.</summary>
    public static float ValueOf(int count) => 3 / MathF.Sqrt(Math.Max(1, count));

    /// <summary>Writes the places of a text's features, as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Extract(TextScan scan, Span<int> into)
    {
        int count = 0;
        ReadOnlySpan<char> chars = scan.Chars;
        foreach (ref readonly TextToken token in scan.Tokens)
        {
            if (token.Kind is not (TokenKind.Word or TokenKind.TagWord))
            {
                continue;
            }

            ReadOnlySpan<char> form = chars.Slice(token.Start - 1, token.Length + 2);
            if (count + (form.Length * 4) + 1 > into.Length)
            {
                break;
            }

            into[count++] = Place(FeatureHash.Add(token.Hash, WordSalt));
            for (int i = 0; i < form.Length; i++)
            {
                uint hash = FeatureHash.Add(GramSalt, form[i]);
                int longest = Math.Min(4, form.Length - i);
                for (int n = 1; n <= longest; n++)
                {
                    if (n > 1 || form[i] != ' ')
                    {
                        into[count++] = Place(hash);
                    }

                    hash = n < longest ? FeatureHash.Add(hash, form[i + n]) : hash;
                }
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(uint hash) => FeatureHash.Place(hash, 0, Dimensions);
}
