namespace ChatTriage.Enrichment.Analysis;

/// <summary>What the words of a text say about its language.</summary>
/// <param name="Language">The most likely one; nothing when it is none that is told by name, or there are no words.</param>
/// <param name="Confidence">Its probability; 0 without words.</param>
/// <param name="English">Probability that it is English.</param>
/// <param name="Words">How many words spoke.</param>
internal readonly record struct LanguageGuess(string? Language, float Confidence, float English, int Words)
{
    private const string EnglishTag = "en";

    /// <summary>A source is contradicted from this probability on,</summary>
    private const float Clear = 0.97f;

    /// <summary>and only by so many words: a quoted song title must not outweigh what the platform knows of its author.</summary>
    private const int WordsToContradict = 5;

    /// <summary>Posts are far more often English than the model, which has seen all languages alike often, would have it.</summary>
    private const float MayBe = 0.2f;

    /// <summary>Asks the model.</summary>
    public static LanguageGuess Of(TextScan scan, LinearModel model)
    {
        Span<int> features = stackalloc int[LanguageFeatures.MaxCount];
        features = features[..LanguageFeatures.Extract(scan, features)];
        if (features.IsEmpty)
        {
            return default;
        }

        Span<float> scores = stackalloc float[model.Labels.Count];
        model.Score(features, LanguageFeatures.ValueOf(features.Length), scores);
        model.ToProbabilities(scores);
        int best = 0;
        float english = 0;
        float other = 0;
        for (int label = 0; label < scores.Length; label++)
        {
            string name = model.Labels[label];
            best = scores[label] > scores[best] ? label : best;
            english = name == EnglishTag ? scores[label] : english;
            other += IsOther(name) ? scores[label] : 0;
        }

        int words = 0;
        foreach (ref readonly TextToken token in scan.Tokens)
        {
            words += token.Kind == TokenKind.Word ? 1 : 0;
        }

        return IsOther(model.Labels[best]) ? new LanguageGuess(null, other, english, words) : new LanguageGuess(model.Labels[best], scores[best], english, words);
    }

    /// <summary>The language of the post when its source states one, and how sure that is.</summary>
    public (string? Language, float Confidence) Given(string? stated)
    {
        string? tag = LanguageTags.Clean(stated);
        if (tag is null || LanguageTags.Primary(tag) == Language)
        {
            return (tag ?? Language, Confidence);
        }

        bool isContradicted = Language is not null && Confidence >= Clear && Words >= WordsToContradict;
        return isContradicted ? (Language, Confidence) : (tag, 1 - Confidence);
    }

    /// <summary>Whether the tone of the post is worth reading with an English model.</summary>
    /// <param name="language">The language that was settled upon.</param>
    public bool MayBeEnglish(string? language) => Words == 0 || LanguageTags.Primary(language) == EnglishTag || (language == Language && English >= MayBe);

    private static bool IsOther(string label) => label.StartsWith("other", StringComparison.Ordinal);
}
