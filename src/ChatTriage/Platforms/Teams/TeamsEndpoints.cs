using ChatTriage.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatTriage.Platforms.Teams;

/// <summary>Teams as a platform: its receiver and its place among the chat platforms.</summary>
public static class TeamsEndpoints
{
    /// <summary>Registers the platform where it is configured.</summary>
    /// <exception cref="WrongSettingsException">Activities without a token would be taken where that is not allowed.</exception>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options, IHostEnvironment environment, string? urls)
    {
        if (!options.IsConnected())
        {
            return services;
        }

        SettingFault[] faults = [.. TeamsRules.Unauthenticated(options, environment, urls)];
        if (faults.Length > 0)
        {
            throw new WrongSettingsException(faults);
        }

        // A default scheme that does not exist: only the one endpoint looks at tokens.
        services.AddAuthentication("none").AddJwtBearer(TeamsSignIn.Scheme);
        services.AddSingleton<TeamsSignIn>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<TeamsSignIn>());
        services.AddDataProtection().SetApplicationName("chattriage").PersistKeysToFileSystem(KeysFolder.Make(options.KeysFolder));
        services.TryAddKeyedSingleton(TeamsHttp.Key, (_, _) => TeamsHttp.CreateHandler());
        services.AddSingleton<TeamsHttp>();
        services.AddSingleton<TeamsTokens>();
        services.AddSingleton<TeamsTurns>();

        // A line of its own: what waits for Teams must not hold up what another platform was promised.
        services.AddKeyedSingleton<LaterWork>(TeamsHttp.Key);
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<LaterWork>(TeamsHttp.Key));
        services.AddSingleton<TeamsReferences>();
        services.AddSingleton<TeamsConnector>();
        services.AddSingleton<TeamsCheck>();
        services.AddSingleton<TeamsPlatform>();
        services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<TeamsPlatform>());
        services.AddSingleton<TeamsPeople>();
        services.AddSingleton<TeamsPrivate>();
        services.AddSingleton<TeamsShares>();
        services.AddSingleton<TeamsQuestions>();
        services.AddSingleton<TeamsClicks>();
        services.AddSingleton<TeamsCommands>();
        services.AddSingleton<TeamsSearch>();
        services.AddSingleton<TeamsInstalls>();
        services.AddSingleton<TeamsInbound>();
        services.AddSingleton<TeamsEndpoint>();
        services.AddHostedService<TeamsWatch>();
        return services;
    }

    /// <summary>Maps the bot's endpoint.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<TeamsEndpoint>() is not null)
        {
            endpoints.MapPost(TeamsEndpoint.Path, (HttpContext context, TeamsEndpoint endpoint) => endpoint.ReceiveAsync(context));
        }

        return endpoints;
    }
}
