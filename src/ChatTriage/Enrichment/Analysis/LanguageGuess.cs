namespace ChatTriage.Enrichment.Analysis;

/// <summary>What the words of a text say about its language.</summary>
/// <param name="Language">The most likely one; nothing when it is none that is told by name, or there are no words.</param>
/// <param name="Confidence">Its probability; 0 without words.</param>
/// <param name="English">Probability that it is English.</param>
/// <param name="Words">How many words spoke.</param>
internal readonly record struct LanguageGuess(string? Language, float Confidence, float English, int Words)
{
    /// <summary>The language whose tone is read.</summary>
    public const string EnglishTag = "en";

    /// <summary>A source is contradicted from this probability on,</summary>
    private const float Clear = 0.97f;

    /// <summary>and only by so many words: a quoted song title must not outweigh what the platform knows of its author.</summary>
    private const int WordsToContradict = 5;

    /// <summary>Posts are far more often English than the model, which has seen all languages alike often, would have it.</summary>
    private const float MayBe = 0.1f;

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
}
