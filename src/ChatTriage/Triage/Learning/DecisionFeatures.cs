using System.Globalization;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// What is learnt from: the hashed features of a mention's words, its tone, and where it comes from. They are rounded so that a decision can keep them in
/// two or three bytes each: what is learnt later from the stored ones is then, bit for bit, what would have been learnt at once.
/// </summary>
public static class DecisionFeatures
{
    /// <summary>Rises when the features of the same mention change; decisions stored with another version are read from their mention again.</summary>
    public const int Version = 1;

    /// <summary>Places of the weight tables: those of the words, then those of everything else.</summary>
    public const int Dimensions = HashedFeatures.Dimensions + OtherDimensions;

    /// <summary>Most features of one mention: all of an ordinary post; of a very long one the beginning.</summary>
    public const int MaxCount = 2_048;

    /// <summary>Places for what is not in the words.</summary>
    internal const int OtherDimensions = 512;

    /// <summary>Places of the three tones; the model starts from the stated rule there.</summary>
    internal const int Negative = HashedFeatures.Dimensions;
    internal const int Neutral = Negative + 1;
    internal const int Positive = Negative + 2;

    private const int IsReply = Negative + 4;
    private const int AsksSomething = Negative + 5;
    private const int Hashed = Negative + 32;

    /// <summary>Length of all features of the words together, however many they are; with the rate of <see cref="LinearHead"/> it decides how sure the model gets.</summary>
    private const float WordsLength = 1.7f;

    /// <summary>The tone is one thing that is known from the start, the words are many that are met rarely: tuned on the airline proxy.</summary>
    private const float ToneWeight = 3f;
    private const float OtherWeight = 0.3f;

    /// <summary>Coarser for large values than for small ones: 0.15 and 3 are both kept within some percent.</summary>
    private const float StepRoot = 64f;

    /// <summary>Writes the features of a mention: each place once, in order, rounded.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="read">What the engine in this process reads out of it: all three tones, of which the row keeps one word.</param>
    /// <param name="mask">The words that name brands.</param>
    /// <param name="into">Room for <see cref="MaxCount"/>.</param>
    /// <returns>How many were written.</returns>
    public static int Extract(Mention mention, TextAnalysis read, TermMask mask, Span<TextFeature> into)
    {
        Span<TextFeature> room = into[..MaxCount];
        int count = HashedFeatures.Extract(mention.Text, mask, room[..^16]);
        Scale(room[..count]);
        room[count++] = new TextFeature(Negative, ToneWeight * read.Negative);
        room[count++] = new TextFeature(Neutral, ToneWeight * read.Neutral);
        room[count++] = new TextFeature(Positive, ToneWeight * read.Positive);
        if (mention.InReplyTo is not null)
        {
            room[count++] = new TextFeature(IsReply, OtherWeight);
        }

        if (mention.Text.AsSpan(0, Math.Min(mention.Text.Length, 4_000)).ContainsAny('?', '？', '؟'))
        {
            room[count++] = new TextFeature(AsksSomething, OtherWeight);
        }

        // The row's own word may be that of another engine, which reads more languages.
        room[count++] = Named("tone", mention.Sentiment.ToString());
        room[count++] = Named("brand", mention.Brand ?? "");
        room[count++] = Named("source", mention.Source);
        room[count++] = Named("language", mention.Language?.Split('-')[0] ?? "");
        return Merge(room[..count]);
    }

    /// <summary>Features as a decision keeps them: of each the distance to the last place and the rounded value.</summary>
    public static byte[] Pack(ReadOnlySpan<TextFeature> features)
    {
        Span<byte> bytes = stackalloc byte[features.Length * 4];
        int length = 0;
        int last = -1;
        foreach (TextFeature feature in features)
        {
            for (uint distance = (uint)(feature.Index - last - 1); ; distance >>= 7)
            {
                bytes[length++] = (byte)(distance < 0x80 ? distance : (distance & 0x7F) | 0x80);
                if (distance < 0x80)
                {
                    break;
                }
            }

            bytes[length++] = (byte)Step(feature.Value);
            last = feature.Index;
        }

        return bytes[..length].ToArray();
    }

    /// <summary>The features that were packed.</summary>
    /// <exception cref="InvalidDataException">These bytes are no features.</exception>
    public static int Unpack(ReadOnlySpan<byte> bytes, Span<TextFeature> into)
    {
        int count = 0;
        int last = -1;
        for (int at = 0; at < bytes.Length;)
        {
            uint distance = 0;
            int shift = 0;
            while (at < bytes.Length && shift < 28)
            {
                byte part = bytes[at++];
                distance |= (uint)(part & 0x7F) << shift;
                shift += 7;
                if (part < 0x80)
                {
                    break;
                }
            }

            last += (int)distance + 1;
            if (at == bytes.Length || last >= Dimensions || count == into.Length)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the features of a decision break off at byte {at}"));
            }

            into[count++] = new TextFeature(last, Value((sbyte)bytes[at++]));
        }

        return count;
    }

    private static void Scale(Span<TextFeature> features)
    {
        float squares = 0;
        foreach (TextFeature feature in features)
        {
            squares += feature.Value * feature.Value;
        }

        float scale = squares > 0 ? WordsLength / MathF.Sqrt(squares) : 0;
        foreach (ref TextFeature feature in features)
        {
            feature = new TextFeature(feature.Index, feature.Value * scale);
        }
    }

    private static TextFeature Named(string kind, string name)
    {
        uint hash = FeatureHash.Seed;
        foreach (char c in kind)
        {
            hash = FeatureHash.Add(hash, c);
        }

        foreach (char c in name)
        {
            hash = FeatureHash.Add(hash, char.ToLowerInvariant(c));
        }

        return new TextFeature(FeatureHash.Place(hash, Hashed, Dimensions), OtherWeight);
    }

    /// <summary>Sorts by place, adds up what has one place, rounds.</summary>
    private static int Merge(Span<TextFeature> features)
    {
        features.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        int written = 0;
        for (int i = 0; i < features.Length;)
        {
            int index = features[i].Index;
            float value = 0;
            for (; i < features.Length && features[i].Index == index; i++)
            {
                value += features[i].Value;
            }

            if (Step(value) is var step and not 0)
            {
                features[written++] = new TextFeature(index, Value(step));
            }
        }

        return written;
    }

    private static sbyte Step(float value) => (sbyte)MathF.CopySign(MathF.Min(MathF.Round(MathF.Sqrt(MathF.Abs(value)) * StepRoot), sbyte.MaxValue), value);

    private static float Value(sbyte step) => step * Math.Abs((float)step) / (StepRoot * StepRoot);
}
