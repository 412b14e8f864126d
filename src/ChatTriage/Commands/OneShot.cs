using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Settings;

namespace ChatTriage.Commands;

/// <summary>What commands that end by themselves share: services without serving, and JSON on standard output.</summary>
internal static class OneShot
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Builds the services; nothing listens and nothing runs in the background. Logs go to standard error, warnings and worse.</summary>
    public static WebApplication Build()
    {
        WebApplicationBuilder builder = ChatTriageBuilder.Create([]);
        _ = SettingsReader.Read(builder.Configuration);
        builder.AddChatTriage();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    /// <summary>Prints one JSON document.</summary>
    public static void Print(JsonNode json) => Console.Out.WriteLine(Text(json));

    /// <summary>One JSON document as people read it.</summary>
    public static string Text(JsonNode json) => json.ToJsonString(Indented);
}
