using ChatTriage.Cards;
using ChatTriage.Claiming;
using ChatTriage.Enrichment;
using ChatTriage.Ingestion;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Platforms;
using ChatTriage.Platforms.Playground;
using ChatTriage.Platforms.Slack;
using ChatTriage.Platforms.Teams;
using ChatTriage.Querying;
using ChatTriage.Querying.Api;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatTriage;

/// <summary>The table of contents: every stage in the order in which a mention passes it.</summary>
public static class ChatTriageBuilder
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes the builder with the content root where the settings and cards are.</summary>
    public static WebApplicationBuilder Create(string[] args, string? environment = null)
    {
        string here = Directory.GetCurrentDirectory();
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = environment,
            ContentRootPath = File.Exists(Path.Combine(here, "appsettings.json")) ? here : AppContext.BaseDirectory,
        });

        // At the very bottom, so that every other way of naming an address wins.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Urls", DefaultUrl)] });
        return builder;
    }

    /// <summary>Registers all stages.</summary>
    public static WebApplicationBuilder AddChatTriage(this WebApplicationBuilder builder)
    {
        StoredValues.RegisterHandlers();
        IServiceCollection services = builder.Services;
        ChatTriageOptions options = SettingsReader.Read(builder.Configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveSettings>();
        services.AddStorage();
        services.AddSharedCache(builder.Configuration["Redis:ConnectionString"]);
        services.AddSingleton<MentionChanges>();
        services.AddIngestion();
        services.AddEnrichment(options.Analysis);
        services.AddTriage();
        services.AddDeskRouting();
        services.AddClaiming();
        services.AddQuerying();
        services.AddQueryApi();
        services.AddCards();
        services.AddPlatforms();
        services.AddPlayground(options.Playground);
        services.AddSlack(options.Slack);
        services.AddTeams(options.Teams, builder.Environment, builder.Configuration["Urls"]);
        services.AddQueryingEndpoints(options);
        builder.AddObservability();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, PlaygroundJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, ApiJson.Default);
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        // A body that cannot be read is the sender's fault in every environment, not an unhandled exception.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddProblemDetails();
        return builder;
    }

    /// <summary>Maps every way in.</summary>
    public static WebApplication UseChatTriage(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapIngestion();
        app.MapQuerying();
        app.MapQueryApi();
        app.MapPlayground();
        app.MapSlack();
        app.MapTeams();
        return app;
    }
}
