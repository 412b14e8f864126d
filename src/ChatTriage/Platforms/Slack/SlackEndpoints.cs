using ChatTriage.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Platforms.Slack;

/// <summary>Slack as a platform: its receivers, its sockets and its place among the chat platforms.</summary>
public static class SlackEndpoints
{
    /// <summary>Registers the platform where it is configured.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        if (!options.IsConnected())
        {
            return services;
        }

        AddInstalls(services, options);
        services.AddSingleton<SlackHttp>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackWorkspaces>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<SlackCheck>();
        services.AddSingleton<SlackLine>();
        services.AddSingleton<SlackPlatform>();
        services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<SlackPlatform>());
        services.AddSingleton<SlackCharts>();
        services.AddSingleton<SlackResponses>();
        services.AddSingleton<SlackFiles>();
        services.AddSingleton<SlackQuestions>();
        services.AddSingleton<SlackHome>();
        services.AddSingleton<SlackForms>();
        services.AddSingleton<SlackCommands>();
        services.AddSingleton<SlackClicks>();
        services.AddSingleton<SlackEvents>();
        services.AddSingleton<SlackInbound>();
        services.AddSingleton<SlackEndpoint>();
        if (!string.IsNullOrEmpty(options.ClientId))
        {
            services.AddHostedService<SlackInstallWatch>();
        }

        services.AddHostedService<SlackWatch>();
        if (options.Mode == SlackMode.Socket)
        {
            // The last to start and so the first to stop: what it took is still worked on after.
            services.AddHostedService<SlackSockets>();
        }

        return services;
    }

    /// <summary>Maps <c>/slack/…</c> where Slack reaches this program by HTTP.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<SlackEndpoint>() is null)
        {
            return endpoints;
        }

        if (endpoints.ServiceProvider.GetService<SlackInstallEndpoint>() is not null)
        {
            endpoints.MapGet("/slack/install", (HttpContext context, SlackInstallEndpoint endpoint) => endpoint.Begin(context));
            endpoints.MapGet("/slack/oauth_redirect", (HttpContext context, SlackInstallEndpoint endpoint) => endpoint.EndAsync(context));
        }

        if (endpoints.ServiceProvider.GetRequiredService<LiveSettings>().Options.Slack.Mode == SlackMode.Http)
        {
            RouteGroupBuilder slack = endpoints.MapGroup("/slack");
            slack.MapPost("/events", (HttpContext context, SlackEndpoint endpoint) => endpoint.EventAsync(context));
            slack.MapPost("/interactivity", (HttpContext context, SlackEndpoint endpoint) => endpoint.InteractivityAsync(context));
            slack.MapPost("/commands", (HttpContext context, SlackEndpoint endpoint) => endpoint.CommandAsync(context));
        }

        return endpoints;
    }

    /// <summary>Installs by other workspaces, where that is wanted: only then there are keys.</summary>
    private static void AddInstalls(IServiceCollection services, SlackOptions options)
    {
        if (string.IsNullOrEmpty(options.ClientId))
        {
            return;
        }

        services.AddDataProtection().SetApplicationName("chattriage").PersistKeysToFileSystem(KeysFolder.Make(options.KeysFolder));
        services.AddSingleton<SlackInstalls>();
        services.AddSingleton<SlackTokens>();
        services.AddSingleton<SlackInstallState>();
        services.AddSingleton<SlackInstallEndpoint>();
    }
}
