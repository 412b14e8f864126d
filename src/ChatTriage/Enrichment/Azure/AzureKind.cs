namespace ChatTriage.Enrichment.Azure;

/// <summary>What can be asked about a text.</summary>
public enum AzureKind
{
    /// <summary>The tone, with its probabilities.</summary>
    SentimentAnalysis,

    /// <summary>The key phrases.</summary>
    KeyPhraseExtraction,

    /// <summary>The language.</summary>
    LanguageDetection,
}
