using ChatTriage.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Degraded while a configured Redis is away: claims go on through the database.</summary>
public sealed class RedisHealth(RedisConnection redis) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (redis.IsConnected)
        {
            try
            {
                await redis.Database.PingAsync();
            }
            catch (Exception fault) when (RedisConnection.IsAway(fault))
            {
                return HealthCheckResult.Degraded("Redis does not answer");
            }
        }

        return RedisWords.IsDegraded(redis) ? HealthCheckResult.Degraded(RedisWords.Of(redis)) : HealthCheckResult.Healthy(RedisWords.Of(redis));
    }
}
