using System.Threading.RateLimiting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatTriage.Querying.Api;

/// <summary>The read-only JSON API and its description.</summary>
public static class ApiEndpoints
{
    private const string Policy = "api";
    private const string Document = "v1";

    /// <summary>So many are answered at once; a dashboard that asks for more waits in line, and clicks in the chat never wait for it.</summary>
    private const int AtOnce = 4;

    private const int Waiting = 64;

    /// <summary>Registers the API.</summary>
    public static IServiceCollection AddQueryApi(this IServiceCollection services)
    {
        services.AddSingleton<QueryEndpoint>();
        services.AddRateLimiter(limiter => limiter.AddPolicy(Policy, _ => RateLimitPartition.GetConcurrencyLimiter(
            Policy, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })));
        return services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = description => description.GroupName == Policy;
            options.AddOperationTransformer((operation, _, _) =>
            {
                Describe(operation);
                return Task.CompletedTask;
            });
            options.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Maps <c>GET /api/mentions/query</c> and <c>GET /openapi/v1.json</c>.</summary>
    public static IEndpointRouteBuilder MapQueryApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/mentions/query", (string? q, string? tz, string? after, HttpContext context, QueryEndpoint endpoint, CancellationToken cancellation) =>
                endpoint.GetAsync(q, tz, after, context, cancellation))
            .RequireRateLimiting(Policy)
            .WithGroupName(Policy)
            .WithName("QueryMentions")
            .WithSummary("Answers a question about one brand")
            .WithDescription(
                "q is what could be typed after /mentions, such as: acme last 7 days sentiment:negative. Counts of mentions are exact unless notes say how they are not; phrases follow the mentions some seconds behind. "
                + "Mentions come newest first, a page at a time; pass next as after for the page that follows.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapOpenApi("/openapi/{documentName}.json");
        return endpoints;
    }

    /// <summary>A question is optional only for the code, which says better what is missing.</summary>
    private static void Describe(OpenApiOperation operation)
    {
        foreach (OpenApiParameter parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Required = parameter.Name == "q";
            parameter.Description = parameter.Name switch
            {
                "q" => "A question about one brand, as it could be typed after /mentions.",
                "tz" => "The zone in which \"today\" is today, IANA or Windows; without it the brand's.",
                _ => "The value of next of the page before.",
            };
        }
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "ChatTriage", Version = Document, Description = "Questions about mentions, for dashboards. Read only." };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "One of the tokens under Api:Tokens." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
    }
}
