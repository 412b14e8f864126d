using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatTriage.Platforms.Slack;

/// <summary>JSON that needs no reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SlackWire : JsonSerializerContext;
