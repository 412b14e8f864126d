using ChatTriage.Storage;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Degraded while a channel takes nothing, or something needs the operator's eye.</summary>
public sealed class OutboxHealth(Database database, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            (OutboxDepth depth, long paused) = await database.ReadAsync(
                async connection => (
                    await Outbox.DepthAsync(connection, clock.GetUtcNow().Stored()),
                    await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM paused_channel")),
                cancellationToken);
            string words = $"{depth.Waiting} waiting, {depth.Ambiguous} ambiguous, {depth.Dead} refused, {paused} channels paused";
            bool late = clock.GetUtcNow() - depth.OldestDue > TooLate;
            return late || depth.Ambiguous + depth.Dead + paused > 0 ? HealthCheckResult.Degraded(words) : HealthCheckResult.Healthy(words);
        }
        catch (DatabaseUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", fault);
        }
    }
}
