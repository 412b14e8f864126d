using ChatTriage.Storage;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Not ready while the store does not answer.</summary>
public sealed class DatabaseHealth(Database database) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM rollup WHERE brand = '?'"), cancellationToken);
            return database.WriteFault is { } fault ? HealthCheckResult.Unhealthy("the last write failed", fault) : HealthCheckResult.Healthy(database.Description);
        }
        catch (DatabaseUnavailableException away)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", away);
        }
    }
}
