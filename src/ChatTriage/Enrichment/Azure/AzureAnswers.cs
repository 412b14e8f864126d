using System.Globalization;
using System.Text.Json;
using ChatTriage.Mentions;

namespace ChatTriage.Enrichment.Azure;

/// <summary>Questions as a request, and a response as answers, matched by id: documents that failed are missing among the others.</summary>
internal static class AzureAnswers
{
    private const int MostPhrases = 5;
    private const int LongestPhrase = 80;

    /// <summary>The service's words for "this text never": everything else can be asked again.</summary>
    private static readonly string[] Final = ["InvalidArgument", "InvalidRequest"];

    /// <summary>The request.</summary>
    public static AzureWire.Request RequestFor(AzureKind kind, IReadOnlyList<AzureQuestion> questions) => new(
        kind.ToString(),
        new(AzureQuestion.ModelVersion, LoggingOptOut: true, kind == AzureKind.SentimentAnalysis ? "Utf16CodeUnit" : null),
        new([.. questions.Select((question, i) => new AzureWire.Document(IdOf(i), question.Text, question.Language, kind == AzureKind.LanguageDetection ? "" : null))]));

    /// <summary>The answers. A document that failed for good has one that says so; what can be asked again has none.</summary>
    /// <exception cref="AzureUnavailableException">It is no answer of this service.</exception>
    public static IReadOnlyDictionary<AzureQuestion, AzureReading> Read(IReadOnlyList<AzureQuestion> questions, BinaryData content)
    {
        AzureWire.Results results = Parse(content, AzureJson.Default.Response)?.Results ?? throw new AzureUnavailableException("the answer is not one of Azure AI Language");
        var byId = questions.Select((question, i) => (Id: IdOf(i), question)).ToDictionary(one => one.Id, one => one.question, StringComparer.Ordinal);
        var answers = new Dictionary<AzureQuestion, AzureReading>();
        foreach (AzureWire.Answer answer in (results.Documents ?? []).OfType<AzureWire.Answer>())
        {
            if (byId.TryGetValue(answer.Id ?? "", out AzureQuestion? question) && ReadingOf(question.Kind, answer) is { } reading)
            {
                answers[question] = reading;
            }
        }

        foreach (AzureWire.DocumentError error in (results.Errors ?? []).OfType<AzureWire.DocumentError>())
        {
            if (byId.TryGetValue(error.Id ?? "", out AzureQuestion? question) && Final.Contains(error.Error?.Code))
            {
                answers[question] = new AzureReading { IsRefused = true };
            }
        }

        return answers;
    }

    /// <summary>The code of a refusal; nothing of its words, which can quote what was sent.</summary>
    public static string CodeOf(BinaryData content)
    {
        AzureWire.Error? error = Parse(content, AzureJson.Default.Refusal)?.Error;
        string code = error?.Inner?.Code ?? error?.Code ?? "";
        return code.Length <= 60 && code.All(char.IsAsciiLetterOrDigit) ? code : "";
    }

    private static string IdOf(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static AzureReading? ReadingOf(AzureKind kind, AzureWire.Answer answer) => kind switch
    {
        AzureKind.SentimentAnalysis => answer is { ConfidenceScores: { } scores } ? ToneOf(answer.Sentiment, scores) : null,
        AzureKind.KeyPhraseExtraction => answer.KeyPhrases is { } phrases ? new AzureReading { Phrases = Joined(phrases) } : null,
        _ => answer.DetectedLanguage is { } detected ? new AzureReading { Language = AzureLanguages.TagOf(detected.Code) } : null,
    };

    private static AzureReading? ToneOf(string? sentiment, AzureWire.Scores scores) => sentiment switch
    {
        "positive" => new AzureReading { Label = Tone.Positive, Confidence = scores.Positive },
        "neutral" => new AzureReading { Label = Tone.Neutral, Confidence = scores.Neutral },
        "negative" => new AzureReading { Label = Tone.Negative, Confidence = scores.Negative },
        "mixed" => new AzureReading { Label = Tone.Mixed },
        _ => null,
    };

    private static string Joined(IEnumerable<string> phrases) => string.Join(
        '\n', phrases.OfType<string>().Select(phrase => phrase.ReplaceLineEndings(" ").Trim()).Where(phrase => phrase.Length is > 0 and <= LongestPhrase).Take(MostPhrases));

    private static T? Parse<T>(BinaryData content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(content.ToMemory().Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
