using ChatTriage.Platforms;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Degraded while a chat platform takes nothing at all: what belongs there waits.</summary>
public sealed class PlatformHealth(ChatPlatforms platforms) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<(string Name, string Trouble)> inTrouble = platforms.InTrouble();
        return Task.FromResult(inTrouble.Count > 0
            ? HealthCheckResult.Degraded(string.Join("; ", inTrouble.Select(platform => $"{platform.Name}: {platform.Trouble}")))
            : HealthCheckResult.Healthy());
    }
}
