using ChatTriage.Platforms;
using ChatTriage.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Degraded while a chat platform takes nothing at all, or no channel is there for what comes: what belongs there waits.</summary>
public sealed class PlatformHealth(ChatPlatforms platforms, LiveSettings settings) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] problems = [.. platforms.InTrouble().Select(platform => $"{platform.Name}: {platform.Trouble}"), .. ConnectedPlatforms.Unserved(settings.Brands)];
        return Task.FromResult(problems.Length > 0 ? HealthCheckResult.Degraded(string.Join("; ", problems)) : HealthCheckResult.Healthy());
    }
}
