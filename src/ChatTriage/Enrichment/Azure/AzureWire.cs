using System.Text.Json.Serialization;

namespace ChatTriage.Enrichment.Azure;

/// <summary>The call <c>analyze-text</c> as it goes over the wire; of the answers only what is used.</summary>
internal static class AzureWire
{
    /// <summary>What is sent.</summary>
    internal sealed record Request(string Kind, Parameters Parameters, Input AnalysisInput);

    /// <summary>How it shall be read. <c>loggingOptOut</c>: the service keeps no input.</summary>
    internal sealed record Parameters(string ModelVersion, bool LoggingOptOut, string? StringIndexType);

    /// <summary>The texts.</summary>
    internal sealed record Input(IReadOnlyList<Document> Documents);

    /// <summary>One text. An empty <c>countryHint</c> switches off the guess that everybody is in the USA.</summary>
    internal sealed record Document(string Id, string Text, string? Language, string? CountryHint);

    /// <summary>What comes back.</summary>
    internal sealed record Response(Results? Results);

    /// <summary>By document; those that failed stand in <see cref="Errors"/> alone.</summary>
    internal sealed record Results(IReadOnlyList<Answer>? Documents, IReadOnlyList<DocumentError>? Errors);

    /// <summary>One document's answer, of whichever kind.</summary>
    internal sealed record Answer(string? Id, string? Sentiment, Scores? ConfidenceScores, IReadOnlyList<string>? KeyPhrases, Detected? DetectedLanguage);

    /// <summary>Probabilities of the three tones.</summary>
    internal sealed record Scores(double Positive, double Neutral, double Negative);

    /// <summary>A recognised language.</summary>
    internal sealed record Detected([property: JsonPropertyName("iso6391Name")] string? Code, double ConfidenceScore);

    /// <summary>Why one document was not read.</summary>
    internal sealed record DocumentError(string? Id, Error? Error);

    /// <summary>Why a whole call was refused.</summary>
    internal sealed record Refusal(Error? Error);

    /// <summary>A code, and a closer one inside.</summary>
    internal sealed record Error(string? Code, [property: JsonPropertyName("innererror")] Error? Inner);
}
