using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>A message of the bot.</summary>
/// <param name="Id">Teams' id.</param>
/// <param name="Room">Where it stands.</param>
/// <param name="Thread">The first message of its thread, in a channel.</param>
/// <param name="To">Id of the only person who sees it; nothing when everybody does.</param>
public sealed record TeamsMessage(string Id, TeamsRoom Room, string? Thread, string? To)
{
    /// <summary>What it showed one after the other; the last is what it shows.</summary>
    public IReadOnlyList<JsonObject> Versions { get; init; } = [];

    /// <summary>Somebody deleted it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>What it shows.</summary>
    public JsonObject Activity => Versions[^1];

    /// <summary>Its words.</summary>
    public string? Text => (string?)Activity["text"];

    /// <summary>Its card.</summary>
    public JsonObject? Card => Activity["attachments"]?[0]?["content"] as JsonObject;

    /// <summary>Conversation as an activity names it.</summary>
    public string Conversation => Thread is null ? Room.Id : $"{Room.Id};messageid={Thread}";
}
