using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace ChatTriage.Observability;

/// <summary>Health, metrics and logs.</summary>
public static class ObservabilityServices
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Registers it. Metrics are exported when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChatTriageMetrics>();
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: HealthTimeout)
            .AddCheck<RedisHealth>("redis", timeout: HealthTimeout)
            .AddCheck<OutboxHealth>("outbox", timeout: HealthTimeout)
            .AddCheck<PlatformHealth>("platforms", timeout: HealthTimeout)
            .AddCheck<AnalysisHealth>("analysis", timeout: HealthTimeout);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
                .AddMeter(ChatTriageMetrics.MeterName)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());
        }

        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        }

        return builder;
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers, whatever its stores do, so that an outage of a store does not restart everything.
    /// <c>/health/ready</c>: it can work; <c>Degraded</c> still means that nothing is lost.
    /// </summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready");
        return endpoints;
    }
}
