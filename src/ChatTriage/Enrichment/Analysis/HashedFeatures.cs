using System.Runtime.CompilerServices;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>
/// What a linear model sees of a text: words and pairs of words (marked when a negation stands before them), the letters of each word in
/// runs of three to five, how it is written, and, where a lexicon is given, how kind its words are. All of it is hashed to
/// <see cref="Dimensions"/> places; nothing is allocated. Handles, links, digits and the brands' names are the same for every text.
/// </summary>
public static class HashedFeatures
{
    /// <summary>Places in a weight table.</summary>
    public const int Dimensions = 1 << 17;

    /// <summary>Features of the longest text; a smaller span gets the first of them.</summary>
    public const int MaxCount = 16_384;

    /// <summary>The first places belong to features that are counted instead of hashed.</summary>
    internal const int Reserved = 128;

    internal const float WordNorm = 3.5f;
    internal const float GramNorm = 2.5f;

    private const uint PairSalt = 0x9E3779B1;
    private const uint NegatedSalt = 0x7FEB352D;
    private const uint GramSalt = 0x165667B1;

    /// <summary>Writes the features of a text.</summary>
    /// <param name="text">Any text; of a very long one the beginning counts.</param>
    /// <param name="mask">The brands whose names are not read.</param>
    /// <param name="into">Room for them, at most <see cref="MaxCount"/>.</param>
    /// <returns>How many were written.</returns>
    public static int Extract(ReadOnlySpan<char> text, TermMask mask, Span<TextFeature> into) => Extract(TextScan.Of(text, mask), Lexicon.Empty, into);

    /// <summary>Writes the features of a scanned text.</summary>
    internal static int Extract(TextScan scan, Lexicon lexicon, Span<TextFeature> into)
    {
        var writer = new FeatureWriter(into);
        AddStyle(scan, lexicon, ref writer);
        int start = writer.Count;
        AddWords(scan, ref writer);
        writer.Scale(start, WordNorm);
        start = writer.Count;
        AddGrams(scan, ref writer);
        writer.Scale(start, GramNorm);
        return writer.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStyle(TextScan scan, Lexicon lexicon, ref FeatureWriter writer)
    {
        var style = new StyleCounts();
        var tone = new ToneCounts();
        foreach (ref readonly TextToken token in scan.Tokens)
        {
            style.Add(token);
            if (token.Kind == TokenKind.Mark)
            {
                style.AddMark(scan.FormOf(token)[0], token.Count);
            }

            tone.Add(token, scan.FormOf(token), lexicon);
        }

        style.Write(ref writer);
        if (lexicon != Lexicon.Empty)
        {
            tone.Write(ref writer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWords(TextScan scan, ref FeatureWriter writer)
    {
        uint before = FeatureHash.Seed;
        var negation = new NegationScope();
        foreach (ref readonly TextToken token in scan.Tokens)
        {
            bool isNegated = negation.Next(token, scan.FormOf(token));
            if (token.Kind is TokenKind.Skipped)
            {
                continue;
            }

            uint word = token.Kind switch
            {
                TokenKind.Masked => PairSalt,
                TokenKind.Hashtag => token.Hash + 1,
                _ => token.Hash,
            };
            word = isNegated ? word ^ NegatedSalt : word;
            writer.Add(Place(word), 1);
            if (token.Kind is not (TokenKind.TagWord or TokenKind.Hashtag))
            {
                writer.Add(Place(FeatureHash.Add(FeatureHash.Mix(before + PairSalt), word)), 1);
                before = word;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGrams(TextScan scan, ref FeatureWriter writer)
    {
        ReadOnlySpan<char> chars = scan.Chars;
        foreach (ref readonly TextToken token in scan.Tokens)
        {
            if (token.Kind is not (TokenKind.Word or TokenKind.Hashtag))
            {
                continue;
            }

            ReadOnlySpan<char> form = chars.Slice(token.Start - 1, token.Length + 2);
            for (int i = 0; i + 3 <= form.Length; i++)
            {
                uint hash = FeatureHash.Add(FeatureHash.Add(FeatureHash.Add(GramSalt, form[i]), form[i + 1]), form[i + 2]);
                writer.Add(Place(hash), 1);
                if (i + 4 <= form.Length)
                {
                    hash = FeatureHash.Add(hash, form[i + 3]);
                    writer.Add(Place(hash), 1);
                    if (i + 5 <= form.Length)
                    {
                        writer.Add(Place(FeatureHash.Add(hash, form[i + 4])), 1);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(uint hash) => FeatureHash.Place(hash, Reserved, Dimensions);
}
