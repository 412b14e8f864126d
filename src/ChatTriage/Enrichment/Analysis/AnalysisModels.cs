using System.Reflection;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>The trained models that are embedded in the program (docs/models.md), read when first asked for.</summary>
internal sealed class AnalysisModels
{
    /// <summary>File with the tone of English posts.</summary>
    public const string SentimentFile = "sentiment-en.model";

    /// <summary>File with the word lists of the tone.</summary>
    public const string LexiconFile = "lexicon-en.model";

    /// <summary>File with the languages.</summary>
    public const string LanguageFile = "language.model";

    /// <summary>File with the common words of languages.</summary>
    public const string PhrasesFile = "phrases.model";

    private static readonly Lazy<AnalysisModels> Loaded = new(() => new AnalysisModels());

    private AnalysisModels()
    {
        Sentiment = Read(SentimentFile, LinearModel.Read);
        Lexicon = Read(LexiconFile, Lexicon.Read);
        Language = new LanguageModel(Read(LanguageFile, LinearModel.Read));
        Phrases = Read(PhrasesFile, PhraseBackground.Read);
    }

    /// <summary>The one copy of this process.</summary>
    public static AnalysisModels Shared => Loaded.Value;

    /// <summary>Tone of English posts: negative, neutral, positive.</summary>
    public LinearModel Sentiment { get; }

    /// <summary>Words with a tone.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>Languages.</summary>
    public LanguageModel Language { get; }

    /// <summary>Common words.</summary>
    public PhraseBackground Phrases { get; }

    private static T Read<T>(string file, Func<Stream, T> read)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ChatTriage.Models.{file}")
            ?? throw new InvalidOperationException($"The program was built without {file}.");
        return read(stream);
    }
}
