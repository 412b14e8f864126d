using ChatTriage.Settings;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;

namespace ChatTriage.Storage;

/// <summary>Registers the stores: database, Redis if configured, the shared cache over it, and the wake-ups.</summary>
public static class StorageServices
{
    /// <summary>Registers the stores.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<Database>(provider => new SqliteDatabase(
            StoreSettings.SqliteConnectionString(provider.GetRequiredService<LiveSettings>().Options.Database.ConnectionString!),
            provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<WakeUp>();
        services.AddHybridCache();
        services.AddSingleton<IPostConfigureOptions<RedisCacheOptions>, SharedCacheOptions>();
        return services;
    }

    /// <summary>Puts the second level of the cache into Redis, over the connection that is there anyway.</summary>
    public static IServiceCollection AddSharedCache(this IServiceCollection services, string? redis) =>
        string.IsNullOrWhiteSpace(redis) ? services : services.AddStackExchangeRedisCache(cache => cache.InstanceName = "cache:");

    private sealed class SharedCacheOptions(RedisConnection redis) : IPostConfigureOptions<RedisCacheOptions>
    {
        public void PostConfigure(string? name, RedisCacheOptions options) => options.ConnectionMultiplexerFactory = () => Task.FromResult(redis.Multiplexer);
    }
}
