using System.Buffers;
using System.Collections.Frozen;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>
/// Reads the language, the tone and the key phrases of a post in this process, with the models that ship with it. Safe to share; any text
/// is accepted, of a long one the first 4,000 characters count.
/// <list type="bullet">
/// <item>The language that the source states is believed, unless the words speak clearly for another one.</item>
/// <item>The tone is read of English posts, of those that may well be English, and of those without any words; of others it is not assessed.</item>
/// <item>A tone below <see cref="TextAnalysis.SureFrom"/> is uncertain.</item>
/// </list>
/// </summary>
public sealed class LocalAnalyzer
{
    private const int TonesCount = 3;

    private readonly AnalysisModels _models = AnalysisModels.Shared;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The words of a post.</param>
    /// <param name="statedLanguage">The language its source says it has, a BCP 47 tag, if it says.</param>
    /// <param name="mask">The brands whose names are not read.</param>
    public TextAnalysis Analyze(string text, string? statedLanguage, TermMask mask)
    {
        TextScan scan = TextScan.Of(text, mask);
        LanguageGuess guess = LanguageGuess.Of(scan, _models.Language);
        (string? language, float confidence) = guess.Given(statedLanguage);
        FrozenDictionary<uint, byte>? background = _models.Phrases.Of(LanguageTags.Primary(language));
        var analysis = new TextAnalysis
        {
            Engine = AnalysisEngine.Local,
            Language = language,
            LanguageConfidence = confidence,
            Phrases = KeyPhrases.Of(text, scan, background),
        };
        return guess.MayBeEnglish(language) ? WithTone(analysis, scan) : analysis;
    }

    private TextAnalysis WithTone(TextAnalysis analysis, TextScan scan)
    {
        TextFeature[] features = ArrayPool<TextFeature>.Shared.Rent(HashedFeatures.MaxCount);
        Span<float> tones = stackalloc float[TonesCount];
        _models.Sentiment.Score(features.AsSpan(0, HashedFeatures.Extract(scan, _models.Lexicon, features)), tones);
        ArrayPool<TextFeature>.Shared.Return(features);
        _models.Sentiment.ToProbabilities(tones);
        return analysis with { Negative = tones[0], Neutral = tones[1], Positive = tones[2], Tone = ToneOf(tones) };
    }

    private static Mentions.Tone ToneOf(ReadOnlySpan<float> tones)
    {
        float most = Math.Max(tones[0], Math.Max(tones[1], tones[2]));
        return most < TextAnalysis.SureFrom ? Mentions.Tone.Uncertain
            : most == tones[0] ? Mentions.Tone.Negative
            : most == tones[1] ? Mentions.Tone.Neutral
            : Mentions.Tone.Positive;
    }
}
