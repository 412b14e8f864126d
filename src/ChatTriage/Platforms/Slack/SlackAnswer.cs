using System.Text.Json;

namespace ChatTriage.Platforms.Slack;

/// <summary>What Slack answered to a call that it did.</summary>
/// <param name="Body">The JSON object.</param>
/// <param name="Scopes">What the token may do, from <c>X-OAuth-Scopes</c>.</param>
internal sealed record SlackAnswer(JsonElement Body, IReadOnlyList<string> Scopes)
{
    /// <summary>A field of the answer as text; nothing when it is not there.</summary>
    public string? Text(string name) => Body.Text(name);
}
