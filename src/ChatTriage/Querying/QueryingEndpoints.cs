using System.Threading.RateLimiting;
using ChatTriage.Platforms;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Export;
using ChatTriage.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatTriage.Querying;

/// <summary>Pictures and downloads, for what a chat platform does not show itself.</summary>
public static class QueryingEndpoints
{
    private const string Pictures = "pictures";
    private const string Downloads = "downloads";

    /// <summary>Registers what seals their addresses, and how many may be asked for at once.</summary>
    public static IServiceCollection AddQueryingEndpoints(this IServiceCollection services, ChatTriageOptions options)
    {
        if (options.WebRoot is not null && !options.Teams.IsConnected() && string.IsNullOrEmpty(options.Slack.ClientId))
        {
            services.AddDataProtection().SetApplicationName("chattriage").PersistKeysToFileSystem(KeysFolder.Make(options.Slack.KeysFolder));
        }

        // Nobody from outside follows an address then: keys that end with the process are enough.
        services.TryAddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        return services.Configure<RateLimiterOptions>(limiter => limiter
            .AddConcurrencyLimiter(Pictures, limit => (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (4, 60, QueueProcessingOrder.OldestFirst))
            .AddConcurrencyLimiter(Downloads, limit => (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (4, 20, QueueProcessingOrder.OldestFirst)));
    }

    /// <summary>Maps <c>/charts</c> and <c>/export</c>.</summary>
    public static IEndpointRouteBuilder MapQuerying(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/charts/{name}.png", (string name, HttpContext context, ChartLinks links, ChartPictures pictures) => ChartEndpoint.GetAsync(name, context, links, pictures)).RequireRateLimiting(Pictures);
        endpoints.MapGet("/export/{token}", (string token, HttpContext context, ExportEndpoint endpoint) => endpoint.Show(token, context)).RequireRateLimiting(Downloads);
        endpoints.MapPost("/export/{token}", (string token, HttpContext context, ExportEndpoint endpoint) => endpoint.DownloadAsync(token, context)).RequireRateLimiting(Downloads);
        return endpoints;
    }
}
