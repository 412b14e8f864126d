using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Slack;

/// <summary>What Slack gets back within its three seconds.</summary>
/// <param name="Payload">A message, or what shall become of a form; usually nothing.</param>
/// <param name="SendAgain">It could not be kept: Slack shall deliver it once more, where it does that.</param>
internal sealed record SlackAck(JsonObject? Payload = null, bool SendAgain = false)
{
    /// <summary>Taken, nothing to say.</summary>
    public static SlackAck Taken { get; } = new();
}
