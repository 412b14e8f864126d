using Azure.Core;
using Azure.Identity;
using ChatTriage.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatTriage.Enrichment.Azure;

/// <summary>The engine that is asked besides the built-in one.</summary>
public static class AzureServices
{
    /// <summary>Registers it. Without an endpoint only the plan is there, which asks for nothing.</summary>
    public static IServiceCollection AddAzureAnalysis(this IServiceCollection services, AzureLanguageOptions options)
    {
        services.AddSingleton<AzureUsage>();
        services.AddSingleton<AzurePlan>();
        services.AddSingleton<AzureStatus>();
        if (!options.IsOn())
        {
            return services;
        }

        services.TryAddKeyedSingleton<HttpMessageHandler>(AzureHttp.Key, (_, _) => AzureHttp.CreateHandler());
        services.TryAddSingleton(_ => new Lazy<TokenCredential>(() => new DefaultAzureCredential()));
        services.AddSingleton<AzureLanguageClient>();
        services.AddSingleton<AzureReader>();
        services.AddSingleton<AzureRows>();
        return services.AddHostedService<AzureAnalysis>();
    }
}
