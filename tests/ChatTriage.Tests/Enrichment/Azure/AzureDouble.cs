using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>
/// Azure AI Language in this process, over real HTTP, as its published description has it: three kinds of <c>analyze-text</c> and no other call, its limits, its
/// errors a document and a call. It answers in another order than it was asked, and notes what a correct client never does.
/// </summary>
public sealed class AzureDouble : IAsyncDisposable
{
    /// <summary>The key that is taken.</summary>
    public const string Key = "4f6b1c0ddc1e4b7b9a0c2b7e8d5f3a61";

    /// <summary>The token that is taken.</summary>
    public const string Token = "token-of-the-identity";

    private const int MostBytes = 1_048_576;
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<AzureFault> _faults = [];
    private readonly ConcurrentQueue<AzureCall> _calls = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CancellationTokenSource _end = new();
    private int _requests;

    private AzureDouble(WebApplication app) => _app = app;

    /// <summary>Plain HTTP, as of a container.</summary>
    public string Endpoint => $"http://127.0.0.1:{PortOf("http")}";

    /// <summary>TLS with the tests' certificate.</summary>
    public string SafeEndpoint => $"https://localhost:{PortOf("https")}";

    /// <summary>Calls that were answered with documents.</summary>
    public IReadOnlyList<AzureCall> Calls => [.. _calls];

    /// <summary>All requests, failed ones too.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What a correct client never does.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>While it is set, calls are not answered.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Starts one on free ports of this machine.</summary>
    public static async Task<AzureDouble> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TeamsCertificate.Own));
        });
        WebApplication app = builder.Build();
        var azure = new AzureDouble(app);
        app.Run(azure.AnswerAsync);
        await app.StartAsync();
        return azure;
    }

    /// <summary>Calls shall fail.</summary>
    public void Fail(AzureFault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Nothing fails any more.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>How often a text was read for a kind, which is what is paid.</summary>
    public int Paid(string kind, string text) => Calls.Where(call => call.Kind == kind).Sum(call => call.Documents.Count(document => document.Text == text));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(_end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        HttpRequest request = context.Request;
        context.Response.Headers["apim-request-id"] = Guid.NewGuid().ToString();
        if (request.Method != "POST" || request.Path != "/language/:analyze-text" || request.QueryString.Value != "?api-version=2024-11-01" || request.ContentType != "application/json")
        {
            _violations.Enqueue($"unknown call: {request.Method} {request.Path}{request.QueryString} {request.ContentType}");
            await SayAsync(context, 404, Error("404", "Resource not found"));
            return;
        }

        string? bearer = request.Headers.Authorization.ToString() is { Length: > 0 } header ? header : null;
        if (request.Headers["Ocp-Apim-Subscription-Key"] != Key && bearer != $"Bearer {Token}")
        {
            await SayAsync(context, 401, Error("401", "Access denied due to invalid subscription key or wrong API endpoint."));
            return;
        }

        JsonNode asked = JsonNode.Parse(body.ToArray())!;
        string kind = (string)asked["kind"]!;
        if (FaultFor(kind) is { } fault)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfter;
            await SayAsync(context, fault.Status, fault.Body ?? Error("InternalServerError", "Something went wrong"));
            return;
        }

        CheckParameters(kind, asked["parameters"]!.AsObject());
        JsonNode[] documents = [.. asked["analysisInput"]!["documents"]!.AsArray().Select(document => document!)];
        if (body.Length > MostBytes || documents.Length > (kind == "LanguageDetection" ? 1_000 : 10))
        {
            _violations.Enqueue($"{documents.Length} documents in {body.Length} bytes");
            await SayAsync(context, 400, """{"error":{"code":"InvalidRequest","message":"Invalid parameter in request","innererror":{"code":"InvalidDocumentBatch","message":"Batch request contains too many records. Max 10 records are permitted."}}}""");
            return;
        }

        await SayAsync(context, 200, Read(kind, documents, bearer).ToJsonString());
    }

    private AzureFault? FaultFor(string kind)
    {
        lock (_lock)
        {
            return _faults.Find(fault => fault.Left > 0 && (fault.Kind ?? kind) == kind) is { } found && found.Left-- > 0 ? found : null;
        }
    }

    private void CheckParameters(string kind, JsonObject parameters)
    {
        string[] expected = kind == "SentimentAnalysis" ? ["modelVersion", "loggingOptOut", "stringIndexType"] : ["modelVersion", "loggingOptOut"];
        if (!parameters.Select(one => one.Key).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal))
            || (string?)parameters["modelVersion"] != "latest" || !parameters["loggingOptOut"]!.GetValue<bool>() || (string?)parameters["stringIndexType"] is not (null or "Utf16CodeUnit"))
        {
            _violations.Enqueue($"parameters of {kind}: {parameters.ToJsonString()}");
        }
    }

    private JsonObject Read(string kind, JsonNode[] documents, string? bearer)
    {
        var read = new JsonArray();
        var errors = new JsonArray();
        var taken = new List<(string, string?)>();
        foreach (JsonNode document in documents.Reverse())
        {
            (string id, string text, string? language) = ((string)document["id"]!, (string)document["text"]!, (string?)document["language"]);
            if ((kind == "LanguageDetection") != ((string?)document["countryHint"] == "" && language is null))
            {
                _violations.Enqueue($"{kind} with language '{language}' and country '{document["countryHint"]}'");
            }

            if (text.Contains("#leftopen", StringComparison.Ordinal))
            {
                // Left open: neither read nor refused.
            }
            else if (Refused(text, language) is { } error)
            {
                errors.Add(new JsonObject { ["id"] = id, ["error"] = error });
            }
            else
            {
                taken.Add((text, language));
                read.Add(AzureWords.Of(kind, id, text));
            }
        }

        _calls.Enqueue(new AzureCall(kind, taken, bearer));
        return new JsonObject
        {
            ["kind"] = kind == "SentimentAnalysis" ? "SentimentAnalysisResults" : $"{kind}Results",
            ["results"] = new JsonObject { ["documents"] = read, ["errors"] = errors, ["modelVersion"] = "2022-11-01" },
        };
    }

    private static JsonObject? Refused(string text, string? language) =>
        new StringInfo(text).LengthInTextElements > 5_120 ? DocumentError("InvalidDocument", "A document within the request was too large to be processed. Limit document size to: 5120 text elements.")
        : language == "tlh" ? DocumentError("UnsupportedLanguageCode", "Invalid language code.")
        : null;

    private static JsonObject DocumentError(string code, string message) =>
        new() { ["code"] = "InvalidArgument", ["message"] = "Invalid document in request.", ["innererror"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private static string Error(string code, string message) => JsonSerializer.Serialize(new { error = new { code, message } });

    private static Task SayAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    private int PortOf(string scheme) => new Uri(_app.Urls.First(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal))).Port;
}
