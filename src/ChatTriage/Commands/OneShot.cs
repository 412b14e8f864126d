using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Settings;
using ChatTriage.Storage;

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

    /// <summary>The store with its tables as this program knows them; nothing when there is none yet, which is said on standard error.</summary>
    public static async Task<Database?> OpenStoreAsync(WebApplication app, CancellationToken cancellation)
    {
        Database database = app.Services.GetRequiredService<Database>();
        if (!database.Exists)
        {
            // Making an empty one would only hide a mistyped path.
            await Console.Error.WriteLineAsync($"There is no database yet: {database.Description}. Start ChatTriage or import something first, or mend Database:ConnectionString.");
            return null;
        }

        await database.MigrateAsync(cancellation);
        return database;
    }

    /// <summary>Prints one JSON document.</summary>
    public static void Print(JsonNode json) => Console.Out.WriteLine(Text(json));

    /// <summary>One JSON document as people read it.</summary>
    public static string Text(JsonNode json) => json.ToJsonString(Indented);
}
