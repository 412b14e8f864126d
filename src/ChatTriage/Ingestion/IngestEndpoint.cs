using System.Threading.RateLimiting;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Ingestion.Signing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatTriage.Ingestion;

/// <summary>
/// <c>POST /ingest/{source}</c>. Order: who may send, what kind of body, is it signed, and only then is it read. The 202 leaves after everything
/// it counts is on disk.
/// </summary>
public sealed partial class IngestEndpoint(MentionIntake intake, LiveSettings settings, IHostEnvironment environment, TimeProvider clock, ILogger<IngestEndpoint> logger)
{
    private const int SpoolInMemory = 256 * 1024;
    private const int ReadBuffer = 64 * 1024;

    /// <summary>A signed body lies on the disk until its last byte has shown who sent it: until then anybody could be filling it.</summary>
    private const long MaxSignedBytes = 1024L * 1024 * 1024;

    /// <summary>Takes one request.</summary>
    public async Task<Results<Accepted<IntakeReport>, ProblemHttpResult>> PostAsync(string source, HttpContext context, CancellationToken cancellation)
    {
        if (!SourceName.IsValid(source))
        {
            return Problem(400, "Bad source name", "A source is named by 1 to 64 small letters, digits, dots, hyphens or underscores, as in /ingest/my-feed");
        }

        if (!TryGetFormat(context.Request, out IngestFormat format, out bool isBinaryCloudEvent))
        {
            return Problem(415, "Content type not supported", "Send application/json, application/x-ndjson, application/cloudevents+json or application/cloudevents-batch+json, in UTF-8");
        }

        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            return Problem(415, "Content encoding not supported", "Send the body as it is, without Content-Encoding");
        }

        long? limit = Limit(source, format);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }

        try
        {
            (Stream? body, string? refusal) = await VerifiedBodyAsync(source, context, cancellation);
            if (body is null)
            {
                LogRefused(source, refusal!);
                return Problem(401, "Not accepted", refusal!);
            }

            var report = new IntakeReport();
            IAsyncEnumerable<ReadItem> items = isBinaryCloudEvent ? BinaryCloudEvent(context.Request, body, cancellation) : MentionReader.ReadAsync(body, format, cancellation);
            await intake.StoreAllAsync(source, items, report, cancellation);
            LogTaken(source, report.Accepted, report.Duplicates, report.Unmatched, report.RejectedCount);
            return TypedResults.Accepted((string?)null, report);
        }
        catch (IngestFormatException fault)
        {
            return Problem(400, "The body cannot be read", $"{fault.Message}. What came before is stored; sending it again changes nothing");
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problem(413, "The body is too large", format == IngestFormat.NdJson
                    ? $"At most {limit} bytes can be signed as one; send more in several requests"
                    : $"At most {limit} bytes; send more as application/x-ndjson, which is read line by line")
                : Problem(fault.StatusCode, "The body cannot be read", fault.Message);
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault, source);
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(fault.RetryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem(503, "The store does not answer", "Keep the mentions and send them again; what is already stored counts as a duplicate then");
        }
    }

    /// <summary>One request a place, some in line, and beyond that 429: one sender in trouble must not take the others' places.</summary>
    public static RateLimitPartition<string> Partition(HttpContext context) => RateLimitPartition.GetConcurrencyLimiter(
        context.Request.RouteValues["source"] as string ?? "",
        _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = context.RequestServices.GetRequiredService<LiveSettings>().Options.Ingestion.MaxConcurrentRequests,
            QueueLimit = context.RequestServices.GetRequiredService<LiveSettings>().Options.Ingestion.MaxConcurrentRequests * 4,
        });

    private static async IAsyncEnumerable<ReadItem> BinaryCloudEvent(HttpRequest request, Stream body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        (string id, string time) = (request.Headers["ce-id"].ToString(), request.Headers["ce-time"].ToString());
        DateTimeOffset sent = default;
        if (id.Length == 0)
        {
            yield return new ReadItem(0, null, "ce-id", "a CloudEvent in binary mode needs the header ce-id");
        }
        else if (time.Length > 0 && !Timestamps.TryParse(time, out sent))
        {
            yield return new ReadItem(0, null, "ce-time", MentionRules.WrongTime);
        }
        else
        {
            yield return await MentionReader.ReadBinaryCloudEventAsync(body, id, time.Length > 0 ? sent : null, cancellation);
        }
    }

    private static bool TryGetFormat(HttpRequest request, out IngestFormat format, out bool isBinaryCloudEvent)
    {
        bool known = IngestFormats.FromContentType(request.ContentType, out format);
        isBinaryCloudEvent = format == IngestFormat.Json && request.Headers.ContainsKey("ce-specversion");
        return known;
    }

    /// <summary>NDJSON is read as it comes and may have any length, unless it has to be verified as a whole first; everything else has a limit.</summary>
    private long? Limit(string source, IngestFormat format) =>
        format != IngestFormat.NdJson ? settings.Options.Ingestion.MaxBodyBytes
        : SecretsOf(source).Count > 0 ? Math.Max(MaxSignedBytes, settings.Options.Ingestion.MaxBodyBytes)
        : null;

    private IReadOnlyList<string> SecretsOf(string source) =>
        settings.Options.Ingestion.Sources.TryGetValue(source, out IngestSourceOptions? options) ? options.AllSecrets() : [];

    /// <summary>
    /// The body, once it is known who sent it. A signed body is spooled (to disk when it is large) and verified as a whole before a byte of it is
    /// parsed; without a secret only this machine may send, and only in Development.
    /// </summary>
    private async Task<(Stream? Body, string? Refusal)> VerifiedBodyAsync(string source, HttpContext context, CancellationToken cancellation)
    {
        if (SecretsOf(source) is not { Count: > 0 } secrets)
        {
            return environment.IsDevelopment() && LocalRequest.Is(context)
                ? (context.Request.Body, null)
                : (null, $"Source '{source}' has no secret. Set Ingestion:Sources:{source}:Secret and sign by Standard Webhooks; unsigned requests are taken from this machine in Development only");
        }

        IHeaderDictionary headers = context.Request.Headers;
        var verifier = new StandardWebhookVerifier(secrets, clock);
        if (!verifier.TryBegin(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], out StandardWebhookSession? session, out WebhookRefusal refusal))
        {
            return (null, refusal.Describe());
        }

        using (session)
        {
            var spool = new FileBufferingReadStream(context.Request.Body, SpoolInMemory);
            context.Response.RegisterForDisposeAsync(spool);
            byte[] buffer = new byte[ReadBuffer];
            int read;
            while ((read = await spool.ReadAsync(buffer, cancellation)) > 0)
            {
                session.Append(buffer.AsSpan(0, read));
            }

            spool.Position = 0;
            return session.Finish() ? (spool, null) : (null, "The signature does not fit the body");
        }
    }

    private static ProblemHttpResult Problem(int status, string title, string detail) => TypedResults.Problem(statusCode: status, title: title, detail: $"{detail}.");

    [LoggerMessage(6001, LogLevel.Information, "From {Source}: {Accepted} accepted, {Duplicates} duplicates, {Unmatched} unmatched, {Rejected} rejected")]
    private partial void LogTaken(string source, long accepted, long duplicates, long unmatched, long rejected);

    [LoggerMessage(6002, LogLevel.Warning, "A request from {Source} was not accepted: {Reason}")]
    private partial void LogRefused(string source, string reason);

    [LoggerMessage(6003, LogLevel.Error, "Mentions from {Source} were not taken: the database does not answer")]
    private partial void LogStoreAway(Exception fault, string source);
}
