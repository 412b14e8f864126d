using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>What the double says about a text: documents as the service writes them, with everything that is in them.</summary>
internal static class AzureWords
{
    /// <summary>One document of an answer.</summary>
    public static JsonObject Of(string kind, string id, string text) => kind switch
    {
        "SentimentAnalysis" => Tone(id, text),
        "KeyPhraseExtraction" => new JsonObject
        {
            ["id"] = id,
            ["keyPhrases"] = new JsonArray([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 4).Select(word => (JsonNode)word)]),
            ["warnings"] = new JsonArray(),
        },
        _ => new JsonObject { ["id"] = id, ["detectedLanguage"] = Language(text), ["warnings"] = new JsonArray() },
    };

    private static JsonObject Tone(string id, string text)
    {
        (bool praise, bool complaint) = (text.Contains("love", StringComparison.Ordinal), text.Contains("hate", StringComparison.Ordinal));
        (string tone, JsonObject scores) = (praise, complaint) switch
        {
            (true, true) => ("mixed", Scores(0.47, 0.01, 0.52)),
            (true, false) => ("positive", Scores(0.94, 0.05, 0.01)),
            (false, true) => ("negative", Scores(0.02, 0.05, 0.93)),
            _ => ("neutral", text.Contains("perhaps", StringComparison.Ordinal) ? Scores(0.3, 0.4, 0.3) : Scores(0.1, 0.8, 0.1)),
        };
        var sentence = new JsonObject
        {
            ["sentiment"] = tone == "mixed" ? "negative" : tone,
            ["confidenceScores"] = scores.DeepClone(),
            ["offset"] = 0,
            ["length"] = text.Length,
            ["text"] = text,
        };
        return new JsonObject { ["id"] = id, ["sentiment"] = tone, ["confidenceScores"] = scores, ["sentences"] = new JsonArray(sentence), ["warnings"] = new JsonArray() };
    }

    private static JsonObject Scores(double positive, double neutral, double negative) => new() { ["positive"] = positive, ["neutral"] = neutral, ["negative"] = negative };

    private static JsonObject Language(string text) =>
        text.Contains('¿', StringComparison.Ordinal) ? new() { ["name"] = "Spanish", ["iso6391Name"] = "es", ["confidenceScore"] = 0.98, ["script"] = "Latin", ["scriptCode"] = "Latn" }
        : text.Contains('漢', StringComparison.Ordinal) ? new() { ["name"] = "Chinese_Traditional", ["iso6391Name"] = "zh_cht", ["confidenceScore"] = 0.9 }
        : text.Any(char.IsAsciiLetterLower) ? new() { ["name"] = "English", ["iso6391Name"] = "en", ["confidenceScore"] = 0.99, ["script"] = "Latin", ["scriptCode"] = "Latn" }
        : new() { ["name"] = "(Unknown)", ["iso6391Name"] = "(Unknown)", ["confidenceScore"] = 0.0 };
}
