using ChatTriage.Storage;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Not ready while the store does not answer or cannot be written.</summary>
public sealed class DatabaseHealth(Database database) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM rollup WHERE brand = '?'"), cancellationToken);
            if (database.WriteFault is not null)
            {
                // Whoever is told "not ready" sends nothing more, so the next write that could show that it is over is made here.
                await database.WriteAsync(session => session.Connection.ExecuteAsync("UPDATE person SET name = name WHERE address = 'health:none'"), cancellationToken);
            }

            return HealthCheckResult.Healthy(database.Description);
        }
        catch (DatabaseUnavailableException away)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", away);
        }
    }
}
