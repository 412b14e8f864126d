namespace ChatTriage.Ingestion;

/// <summary>The stage that takes mentions in.</summary>
public static class IngestionEndpoints
{
    private const string Policy = "ingest";

    /// <summary>Registers the stage.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        services.AddSingleton<EditMention>();
        services.AddSingleton<MentionIntake>();
        services.AddSingleton<IngestEndpoint>();
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Policy, IngestEndpoint.Partition);
            limiter.OnRejected = async (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                await TypedResults.Problem(statusCode: 429, title: "Too many requests at once", detail: "Send again after a second, with fewer requests at the same time.")
                    .ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    /// <summary>Maps <c>POST /ingest/{source}</c>.</summary>
    public static IEndpointRouteBuilder MapIngestion(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/ingest/{source}", (string source, HttpContext context, IngestEndpoint endpoint, CancellationToken cancellation) => endpoint.PostAsync(source, context, cancellation))
            .RequireRateLimiting(Policy)
            .WithName("Ingest");
        return endpoints;
    }
}
