using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Teams;

/// <summary>What is answered to an activity.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Only invokes have one.</param>
internal sealed record TeamsAnswer(int Status, JsonObject? Body = null)
{
    /// <summary>Whether nothing but this answer brings the card: the outbox knows nothing of it.</summary>
    public bool IsOnlyHere { get; init; }

    /// <summary>Taken, nothing to say.</summary>
    public static TeamsAnswer Taken { get; } = new(StatusCodes.Status200OK);

    /// <summary>It must come again, because the store does not answer.</summary>
    public static TeamsAnswer SendAgain { get; } = new(StatusCodes.Status503ServiceUnavailable);

    /// <summary>An invoke that is not known here.</summary>
    public static TeamsAnswer Unknown { get; } = new(StatusCodes.Status501NotImplemented);

    /// <summary>The card takes the place of the one that was pressed, for the person who pressed.</summary>
    public static TeamsAnswer Card(JsonNode card) => Invoke(StatusCodes.Status200OK, "application/vnd.microsoft.card.adaptive", card);

    /// <summary>One sentence for the person who pressed; the card stays.</summary>
    public static TeamsAnswer Message(string text) => Invoke(StatusCodes.Status200OK, "application/vnd.microsoft.activity.message", text);

    /// <summary>The button cannot be understood.</summary>
    public static TeamsAnswer Error(string code, string text) =>
        Invoke(StatusCodes.Status400BadRequest, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = text });

    private static TeamsAnswer Invoke(int statusCode, string type, JsonNode value) =>
        new(StatusCodes.Status200OK, new JsonObject { ["statusCode"] = statusCode, ["type"] = type, ["value"] = value });
}
