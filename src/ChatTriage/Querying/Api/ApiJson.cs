using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatTriage.Querying.Api;

/// <summary>Source-generated JSON of the API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiWire.Answer))]
public sealed partial class ApiJson : JsonSerializerContext;
