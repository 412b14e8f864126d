using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Settings;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Settings;

/// <summary>Holds <c>appsettings.schema.json</c>, from which editors complete and check, to the classes that are really bound.</summary>
public sealed class SettingsSchemaTests
{
    /// <summary>Settings of the framework that the schema explains because everybody needs them.</summary>
    private static readonly string[] Framework = ["$schema", "Urls"];

    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Repository.At("appsettings.schema.json")))!.AsObject();

    [Fact]
    public void Schema_Has_Exactly_The_Settings_There_Are()
    {
        var defaults = new ChatTriageOptions();
        EmbeddedDefaults.Apply(defaults, playgroundWanted: false);
        JsonObject root = Schema.DeepClone().AsObject();
        foreach (string name in Framework)
        {
            root["properties"]!.AsObject().Remove(name).ShouldBeTrue();
        }

        Faults("", root, typeof(ChatTriageOptions), defaults).ShouldBeEmpty();
    }

    [Fact]
    public void Settings_File_Names_The_Schema() =>
        JsonNode.Parse(File.ReadAllText(Repository.At("appsettings.json")))!["$schema"]!.GetValue<string>().ShouldBe("./appsettings.schema.json");

    [Fact]
    public void Sections_Of_The_Framework_May_Stand_Beside_Ours_And_Our_Own_Are_Closed()
    {
        Schema["additionalProperties"].ShouldBeNull();
        foreach ((string name, JsonNode? section) in Schema["properties"]!.AsObject())
        {
            if ((string?)section!["type"] == "object")
            {
                section["additionalProperties"]!.GetValue<bool>().ShouldBeFalse(name);
            }
        }
    }

    [Fact]
    public void Every_Setting_Is_Described() => Described("", Schema).ShouldBeEmpty();

    private static IEnumerable<string> Described(string at, JsonObject schema) => (schema["properties"]?.AsObject() ?? []).Where(property => property.Key != "$schema").SelectMany(property =>
    {
        JsonObject described = property.Value!.AsObject();
        IEnumerable<string> here = string.IsNullOrWhiteSpace((string?)described["description"]) ? [$"{at}:{property.Key}"] : [];
        return here.Concat(Described($"{at}:{property.Key}", described)).Concat(new[] { described["items"], described["additionalProperties"] }.OfType<JsonObject>().SelectMany(inner => Described($"{at}:{property.Key}:*", inner)));
    });

    private static IEnumerable<string> Faults(string at, JsonObject schema, Type type, object? value)
    {
        if (type.IsClass && type != typeof(string) && !type.IsArray && !type.IsGenericType)
        {
            PropertyInfo[] properties = type.GetProperties();
            JsonObject described = schema["properties"]?.AsObject() ?? [];
            return
            [
                .. properties.Where(property => !described.ContainsKey(property.Name)).Select(property => $"{at}:{property.Name} is not in the schema"),
                .. described.Select(property => property.Key).Except(properties.Select(property => property.Name)).Select(name => $"{at}:{name} is no setting"),
                .. properties.Where(property => described.ContainsKey(property.Name))
                    .SelectMany(property => Faults($"{at}:{property.Name}", described[property.Name]!.AsObject(), property.PropertyType, value is null ? null : property.GetValue(value))),
            ];
        }

        Type? each = type.IsArray ? type.GetElementType() : type.IsGenericType ? type.GetGenericArguments()[^1] : null;
        if (each is { IsClass: true } && each != typeof(string))
        {
            JsonObject entry = (schema["items"] ?? schema["additionalProperties"])!.AsObject();
            return Faults($"{at}:*", entry, each, Activator.CreateInstance(each));
        }

        return TypeFaults(at, schema, type).Concat(DefaultFaults(at, schema, value));
    }

    private static IEnumerable<string> TypeFaults(string at, JsonObject schema, Type type)
    {
        string expected = type == typeof(bool) ? "boolean" : type == typeof(int) || type == typeof(long) ? "integer" : type.IsArray ? "array" : "string";
        JsonObject described = Resolved(schema);
        if ((string?)described["type"] != expected)
        {
            yield return $"{at} is {described["type"]}, not {expected}";
        }

        if (type.IsEnum && schema["enum"]!.AsArray().Select(word => word!.ToString().ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal) is var words
            && !words.SequenceEqual(Enum.GetNames(type).Select(name => name.ToUpperInvariant()).Order(StringComparer.Ordinal)))
        {
            yield return $"{at} is one of {string.Join(", ", words)}";
        }
    }

    private static IEnumerable<string> DefaultFaults(string at, JsonObject schema, object? value)
    {
        string? said = schema["default"] is { } node ? node is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.ToString() : node.ToJsonString() : null;
        string? real = value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            string[] list => JsonSerializer.Serialize(list),
            Enum word => word.ToString().ToLowerInvariant(),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        };
        if (said != real)
        {
            yield return $"{at} is {real ?? "nothing"} by default, the schema says {said ?? "nothing"}";
        }
    }

    /// <summary>A reference stands inside allOf, because draft-07 reads nothing beside a bare one.</summary>
    private static JsonObject Resolved(JsonObject schema) => schema["allOf"]?[0]?["$ref"] is { } reference
        ? Schema["definitions"]![reference.ToString().Split('/')[^1]]!.AsObject()
        : schema;
}
