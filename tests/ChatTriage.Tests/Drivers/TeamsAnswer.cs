using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Drivers;

/// <summary>How the program answered an activity.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON, which only invokes have.</param>
/// <param name="RetryAfter">Whether it said when to come again.</param>
public sealed record TeamsAnswer(int Status, JsonObject? Body, bool RetryAfter)
{
    /// <summary>Status inside the answer to an invoke.</summary>
    public int? Code => (int?)Body?["statusCode"];

    /// <summary>What kind of answer.</summary>
    public string? Type => (string?)Body?["type"];

    /// <summary>The sentence for the person who pressed; nothing when the answer is a card or nothing.</summary>
    public string? Said => Type switch
    {
        "application/vnd.microsoft.activity.message" => (string?)Body!["value"],
        "application/vnd.microsoft.error" => (string?)Body!["value"]?["message"],
        _ => null,
    };

    /// <summary>The sentence on top of the card that takes the place of the pressed one; nothing when it is the card as everybody has it.</summary>
    public string? SaidOnCard => Card?["body"]?[0] is JsonObject first && (string?)first["type"] == "RichTextBlock" ? (string?)first["inlines"]![0]!["text"] : null;

    /// <summary>The card that takes the place of the pressed one for the person who pressed.</summary>
    public JsonObject? Card => Type == "application/vnd.microsoft.card.adaptive" ? Body!["value"] as JsonObject : null;
}
