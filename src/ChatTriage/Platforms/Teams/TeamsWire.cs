using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatTriage.Platforms.Teams;

/// <summary>JSON that needs no reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(TeamsReference))]
internal sealed partial class TeamsWire : JsonSerializerContext;
