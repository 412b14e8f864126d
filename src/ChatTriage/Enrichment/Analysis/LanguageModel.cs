using System.Runtime.CompilerServices;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>The model of languages, with what each of its classes stands for.</summary>
internal sealed class LanguageModel
{
    private const string Other = "other";
    private readonly LinearModel _model;
    private readonly string?[] _names;
    private readonly int _english;

    /// <param name="model">Labels that begin with "other" are groups of languages that are not told by name.</param>
    public LanguageModel(LinearModel model)
    {
        _model = model;
        _names = [.. model.Labels.Select(label => label.StartsWith(Other, StringComparison.Ordinal) ? null : label)];
        _english = Array.IndexOf(_names, LanguageGuess.EnglishTag);
    }

    /// <summary>The languages that are told by name.</summary>
    public IEnumerable<string> Names => _names.OfType<string>();

    /// <summary>Says which language a text is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LanguageGuess Guess(TextScan scan)
    {
        Span<int> features = stackalloc int[LanguageFeatures.MaxCount];
        features = features[..LanguageFeatures.Extract(scan, features)];
        if (features.IsEmpty)
        {
            return default;
        }

        Span<float> scores = stackalloc float[_names.Length];
        _model.Score(features, LanguageFeatures.ValueOf(features.Length), scores);
        _model.ToProbabilities(scores);
        int best = 0;
        float other = 0;
        for (int label = 0; label < scores.Length; label++)
        {
            best = scores[label] > scores[best] ? label : best;
            other += _names[label] is null ? scores[label] : 0;
        }

        return new LanguageGuess(_names[best], _names[best] is null ? other : scores[best], scores[_english], Words(scan));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Words(TextScan scan)
    {
        int words = 0;
        foreach (ref readonly TextToken token in scan.Tokens)
        {
            words += token.Kind == TokenKind.Word ? 1 : 0;
        }

        return words;
    }
}
