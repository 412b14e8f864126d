using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>What the workspace in a box sent to the program, and how that answered.</summary>
/// <param name="Raw">Everything the box noted.</param>
public sealed record SlackDelivery(JsonObject Raw)
{
    /// <summary>Whether Slack would be content with the answer.</summary>
    public bool Acked => (bool?)Raw["acked"] ?? false;

    /// <summary>HTTP status of the answer; nothing in Socket Mode and when none came.</summary>
    public int? Status => (int?)Raw["status"];

    /// <summary>Milliseconds until the answer.</summary>
    public int Ms => (int)Raw["ms"]!;

    /// <summary>The answer's JSON, when it has one.</summary>
    public JsonObject? Json => Raw["json"] as JsonObject;

    /// <summary>The private message that the answer to a slash command became.</summary>
    public JsonObject? Posted => Raw["posted"] as JsonObject;

    /// <summary>What is wrong with the fields of a submitted form, by block.</summary>
    public JsonObject? ViewErrors => Raw["viewErrors"] as JsonObject;

    /// <summary>How often an event was delivered until it was acknowledged.</summary>
    public int Attempts => Raw["attempts"]?.AsArray().Count ?? 1;
}
