using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// The HTTP receivers. The raw bytes are read, then proven to be Slack's, and only then parsed. What cannot be parsed although Slack signed it is taken
/// and dropped, because Slack would only send it again.
/// </summary>
internal sealed partial class SlackEndpoint(SlackInbound inbound, LiveSettings settings, TimeProvider clock, ILogger<SlackEndpoint> logger)
{
    /// <summary>Slack's own limit for what it sends is below this.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;
    private const int FirstBuffer = 16 * 1024;

    /// <summary><c>POST /slack/events</c>.</summary>
    public Task<IResult> EventAsync(HttpContext context) => VerifiedAsync(context, async (body, cancellation) =>
    {
        using JsonDocument? document = Parse(body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } payload)
        {
            return TypedResults.Ok();
        }

        return payload.Text("type") == "url_verification"
            ? TypedResults.Text(payload.Text("challenge") ?? "", "text/plain")
            : Result(await inbound.ReceiveAsync(new SlackDelivery(SlackDeliveryKind.Event, payload), cancellation), context);
    });

    /// <summary><c>POST /slack/interactivity</c>: the form field <c>payload</c> holds JSON.</summary>
    public Task<IResult> InteractivityAsync(HttpContext context) => VerifiedAsync(context, async (body, cancellation) =>
    {
        using JsonDocument? document = FormReading.Field(body.Span, "payload") is { } payload ? Parse(payload) : null;
        return document is null ? TypedResults.Ok() : Result(await inbound.ReceiveAsync(new SlackDelivery(SlackDeliveryKind.Interactive, document.RootElement), cancellation), context);
    });

    /// <summary><c>POST /slack/commands</c>: form fields.</summary>
    public Task<IResult> CommandAsync(HttpContext context) => VerifiedAsync(context, async (body, cancellation) =>
    {
        var fields = new JsonObject();
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span)))
        {
            fields[name] = value.ToString();
        }

        if (fields.ContainsKey("ssl_check"))
        {
            return TypedResults.Ok();
        }

        return Result(await inbound.ReceiveAsync(new SlackDelivery(SlackDeliveryKind.Command, JsonSerializer.SerializeToElement(fields, SlackWire.Default.JsonObject)), cancellation), context);
    });

    private async Task<IResult> VerifiedAsync(HttpContext context, Func<ReadOnlyMemory<byte>, CancellationToken, Task<IResult>> work)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(context.Request.ContentLength ?? FirstBuffer, FirstBuffer, MaxBytes));
        try
        {
            int length = 0;
            while (await context.Request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted) is > 0 and var read)
            {
                if ((length += read) > MaxBytes)
                {
                    return TypedResults.Problem(statusCode: 413, title: "The body is too large");
                }

                buffer = length < buffer.Length ? buffer : Grown(buffer, length);
            }

            IHeaderDictionary headers = context.Request.Headers;
            if (!SlackSignature.IsValid(settings.Options.Slack.SigningSecret ?? "", headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"], buffer.AsSpan(0, length), clock.GetUtcNow()))
            {
                LogForged(context.Request.Path);
                return TypedResults.Problem(statusCode: 401, title: "Not accepted", detail: "The request is not signed by Slack with this app's signing secret, or its time is more than five minutes off.");
            }

            return await work(buffer.AsMemory(0, length), context.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] buffer, int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static IResult Result(SlackAck ack, HttpContext context)
    {
        if (ack.SendAgain)
        {
            context.Response.Headers.RetryAfter = "5";
            return TypedResults.Problem(statusCode: 503, title: "The store does not answer");
        }

        return ack.Payload is { } payload ? TypedResults.Text(payload.ToWire(), "application/json", System.Text.Encoding.UTF8) : TypedResults.Ok();
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(6081, LogLevel.Warning, "A request to {Path} is not signed by Slack")]
    private partial void LogForged(string path);
}
