using ChatTriage.Enrichment.Azure;
using ChatTriage.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatTriage.Observability;

/// <summary>Degraded while a configured Azure AI Language does not answer, or may not be asked any more today: the built-in model's word stays.</summary>
public sealed class AnalysisHealth(AzureStatus azure) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await azure.DescribeAsync(cancellationToken) is not { } described ? HealthCheckResult.Healthy()
                : described.IsWell ? HealthCheckResult.Healthy(described.Words) : HealthCheckResult.Degraded($"{AzureStatus.Name}: {described.Words}");
        }
        catch (DatabaseUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", fault);
        }
    }
}
