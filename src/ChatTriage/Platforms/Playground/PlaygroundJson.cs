using System.Text.Json.Serialization;
using ChatTriage.Ingestion;

namespace ChatTriage.Platforms.Playground;

/// <summary>Source-generated JSON of the HTTP surfaces.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PlaygroundWire.State))]
[JsonSerializable(typeof(PlaygroundWire.Earlier))]
[JsonSerializable(typeof(PlaygroundWire.Click))]
[JsonSerializable(typeof(PlaygroundWire.Command))]
[JsonSerializable(typeof(PlaygroundWire.NewMention))]
[JsonSerializable(typeof(PlaygroundWire.Answer))]
[JsonSerializable(typeof(PlaygroundMessage))]
[JsonSerializable(typeof(IntakeReport))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
public sealed partial class PlaygroundJson : JsonSerializerContext;
