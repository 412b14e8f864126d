using System.Buffers;
using ChatTriage.Mentions;

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
        LanguageGuess guess = _models.Language.Guess(scan);
        (string? language, float confidence) = guess.Given(statedLanguage);
        Span<float> tones = stackalloc float[TonesCount];
        bool isAssessed = guess.MayBeEnglish(language);
        if (isAssessed)
        {
            ReadTones(scan, tones);
        }

        return new TextAnalysis
        {
            Engine = AnalysisEngine.Local,
            Language = language,
            LanguageConfidence = confidence,
            Tone = isAssessed ? ToneOf(tones) : Tone.NotAssessed,
            Negative = tones[0],
            Neutral = tones[1],
            Positive = tones[2],
            Phrases = KeyPhrases.Of(text, scan, _models.Phrases.Of(LanguageTags.Primary(language))),
        };
    }

    /// <summary>Reads the language alone: a BCP 47 tag; nothing when it is none of those the engine knows.</summary>
    /// <inheritdoc cref="Analyze"/>
    public string? LanguageOf(string text, string? statedLanguage, TermMask mask) => _models.Language.Guess(TextScan.Of(text, mask)).Given(statedLanguage).Language;

    private void ReadTones(TextScan scan, Span<float> tones)
    {
        TextFeature[] features = ArrayPool<TextFeature>.Shared.Rent(HashedFeatures.MaxCount);
        _models.Sentiment.Score(features.AsSpan(0, HashedFeatures.Extract(scan, _models.Lexicon, features)), tones);
        ArrayPool<TextFeature>.Shared.Return(features);
        _models.Sentiment.ToProbabilities(tones);
    }

    private static Tone ToneOf(ReadOnlySpan<float> tones)
    {
        float most = Math.Max(tones[0], Math.Max(tones[1], tones[2]));
        return most < TextAnalysis.SureFrom ? Tone.Uncertain
            : most == tones[0] ? Tone.Negative
            : most == tones[1] ? Tone.Neutral
            : Tone.Positive;
    }
}
