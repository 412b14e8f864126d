using System.Text.Json.Serialization;

namespace ChatTriage.Platforms.Playground;

/// <summary>A message as the page shows it: a row of table <c>playground_message</c>.</summary>
public sealed record PlaygroundMessage
{
    /// <summary>Rises with every change of any message.</summary>
    public long Seq { get; init; }

    /// <summary>The message; a later <see cref="Seq"/> with the same id replaces it.</summary>
    public long Id { get; init; }

    /// <summary>Where it stands; nothing for a direct message.</summary>
    public string? Channel { get; init; }

    /// <summary>Who alone sees it; nothing for everybody in the channel.</summary>
    [JsonPropertyName("to")]
    public string? Recipient { get; init; }

    /// <summary>Adaptive Card.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Card { get; init; }

    /// <summary>The same in plain words.</summary>
    public required string Text { get; init; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When its card was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Whether somebody deleted it.</summary>
    public bool Deleted { get; init; }
}
