using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatTriage.Enrichment.Azure;

/// <summary>JSON of the wire, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AzureWire.Request))]
[JsonSerializable(typeof(AzureWire.Response))]
[JsonSerializable(typeof(AzureWire.Refusal))]
internal sealed partial class AzureJson : JsonSerializerContext;
