using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Cards.Templating;

/// <summary>One template with the result of the reference implementation.</summary>
internal sealed record ReferenceCase(
    string Name, string Template, JsonNode? Data, JsonNode? Host, JsonNode? Expected, bool Throws, bool IsQuirk)
{
    public static ReferenceCase Read(JsonNode json) => new(
        (string)json["name"]!,
        json["template"]!.ToJsonString(),
        json["noRoot"] is null ? json["data"] : null,
        json["host"],
        json["expected"],
        json["error"] is not null,
        json["quirk"] is not null);
}
