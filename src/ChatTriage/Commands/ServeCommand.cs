using ChatTriage.Observability;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Commands;

/// <summary>Serves until it is told to stop.</summary>
public static partial class ServeCommand
{
    /// <summary>Checks the settings, brings the schema up to date, and serves.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplicationBuilder builder = ChatTriageBuilder.Create(args);
        _ = SettingsReader.Read(builder.Configuration);
        await using WebApplication app = builder.AddChatTriage().Build();
        await StartAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Starts a built application; also how tests start it.</summary>
    public static async Task StartAsync(WebApplication app)
    {
        // Connecting blocks for up to a second, which must not happen on the writer later.
        _ = app.Services.GetRequiredService<RedisConnection>().IsConnected;
        await app.Services.GetRequiredService<Database>().MigrateAsync();
        // Made before anything is served, so that a broken template stops the start.
        _ = app.Services.GetRequiredService<Cards.CardLibrary>();
        app.UseChatTriage();
        await app.StartAsync();
        SayWhatRuns(app);
    }

    private static void SayWhatRuns(WebApplication app)
    {
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ChatTriage");
        LiveSettings settings = app.Services.GetRequiredService<LiveSettings>();
        string url = app.Urls.FirstOrDefault() ?? "";
        LogServes(
            logger, settings.Options.Playground.Enabled ? $"{url}/playground" : url, settings.Brands.Brands.Count,
            app.Services.GetRequiredService<Database>().Description, RedisWords.Of(app.Services.GetRequiredService<RedisConnection>()));
        foreach (string unknown in SettingsReader.UnknownKeys(app.Configuration))
        {
            LogUnknownKey(logger, unknown);
        }

        foreach (string address in Settings.ConnectedPlatforms.Missing(app.Services))
        {
            LogNoPlatform(logger, address);
        }

        foreach (string unserved in Settings.ConnectedPlatforms.Unserved(settings.Brands))
        {
            LogUnserved(logger, unserved);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "ChatTriage serves {Url} for {Brands} brands; store: {Store}; claims: {Claims}")]
    private static partial void LogServes(ILogger logger, string url, int brands, string store, string claims);

    [LoggerMessage(2, LogLevel.Warning, "A setting is not used: {Key}")]
    private static partial void LogUnknownKey(ILogger logger, string key);

    [LoggerMessage(4, LogLevel.Warning, "What belongs there waits: {Unserved}")]
    private static partial void LogUnserved(ILogger logger, string unserved);

    [LoggerMessage(3, LogLevel.Warning, "No chat platform is connected for {Address}: what belongs there waits")]
    private static partial void LogNoPlatform(ILogger logger, string address);
}
