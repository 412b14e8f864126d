using System.Text.Json;
using ChatTriage.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Platforms.Teams;

/// <summary><c>POST /api/messages</c>: the token is looked at first, then the body is read, then both are compared; only then anything is done.</summary>
internal sealed partial class TeamsEndpoint(TeamsSignIn signIn, TeamsInbound inbound, LiveSettings settings, ILogger<TeamsEndpoint> logger)
{
    /// <summary>Path of the bot's endpoint, as Azure is told.</summary>
    public const string Path = "/api/messages";

    private const int MaxBytes = 1024 * 1024;

    /// <summary>Takes an activity.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        bool unverified = settings.Options.Teams.AllowUnauthenticated && LocalRequest.Is(context) && string.IsNullOrEmpty(context.Request.Headers.Authorization);
        AuthenticateResult? token = null;
        if (!unverified)
        {
            (token, int status) = await signIn.VerifyAsync(context);
            if (token is null)
            {
                return Refuse(context, status);
            }
        }

        if (await ReadAsync(context) is not { } activity)
        {
            return TypedResults.Problem(statusCode: 400, title: "Not an activity", detail: "The body must be a JSON object with type, conversation.id and serviceUrl, of at most 1 MiB.");
        }

        if (!TeamsServiceUrl.IsTrusted(activity.ServiceUrl, settings.Options.Teams))
        {
            LogServiceUrl();
            return Refuse(context, StatusCodes.Status403Forbidden);
        }

        return token is null || await signIn.BelongsAsync(token, activity, context.RequestAborted)
            ? Result(await inbound.ReceiveAsync(activity, context.RequestAborted), context)
            : Refuse(context, StatusCodes.Status403Forbidden);
    }

    private static async Task<TeamsActivity?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            return null;
        }

        try
        {
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MaxBytes;
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return TeamsActivity.Read(body.RootElement) is { ServiceUrl: not null } activity ? activity : null;
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static ProblemHttpResult Refuse(HttpContext context, int status)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }
        else if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return TypedResults.Problem(statusCode: status, title: "Not accepted");
    }

    private static IResult Result(TeamsAnswer answer, HttpContext context) => answer switch
    {
        { Body: { } body } => TypedResults.Text(body.ToWire(), "application/json", System.Text.Encoding.UTF8, answer.Status),
        { Status: StatusCodes.Status403Forbidden or StatusCodes.Status503ServiceUnavailable } => Refuse(context, answer.Status),
        _ => TypedResults.StatusCode(answer.Status),
    };

    [LoggerMessage(7081, LogLevel.Warning, "An activity was refused: its service URL is not one of Microsoft's nor in Teams:ServiceHosts")]
    private partial void LogServiceUrl();
}
