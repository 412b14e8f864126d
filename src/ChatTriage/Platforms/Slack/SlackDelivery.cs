using System.Text.Json;

namespace ChatTriage.Platforms.Slack;

/// <summary>Something Slack sent, by HTTP or by web socket, after its sender was proven.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">The JSON of it, valid until it is acknowledged; the fields of a command as an object of texts.</param>
internal sealed record SlackDelivery(SlackDeliveryKind Kind, JsonElement Payload);
