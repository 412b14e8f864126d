using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using ChatTriage.Settings;
using Polly;
using Polly.CircuitBreaker;

namespace ChatTriage.Enrichment.Azure;

/// <summary>
/// Asks Azure AI Language, one kind and one call at a time. After five failures in half a minute nobody asks for a minute; a pause that the service asks for
/// holds for every call.
/// </summary>
public sealed partial class AzureLanguageClient
{
    private static readonly TimeSpan TokenTime = TimeSpan.FromSeconds(60);
    private readonly AzureLanguageOptions _options;
    private readonly TokenCredential? _identity;
    private readonly HttpPipeline _pipeline;
    private readonly Uri _address;
    private readonly ResiliencePipeline _breaker;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly TimeProvider _clock;
    private readonly ILogger<AzureLanguageClient> _logger;
    private bool _hasToken;
    private long _pausedUntil;
    private volatile string? _refusal;
    private string? _lastFault;

    /// <param name="handler">The way out, registered under <see cref="AzureHttp.Key"/>.</param>
    /// <param name="identity">Who the program is in Entra, for endpoints without a key.</param>
    /// <param name="settings">The settings; endpoint and key are those of the start.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">The log.</param>
    public AzureLanguageClient(
        [FromKeyedServices(AzureHttp.Key)] HttpMessageHandler handler, Lazy<TokenCredential> identity, LiveSettings settings, TimeProvider clock, ILogger<AzureLanguageClient> logger)
    {
        (_clock, _logger, _options) = (clock, logger, settings.Options.Analysis.Azure);
        _address = new Uri(new Uri(_options.Endpoint!), $"{_options.Path}?api-version={_options.ApiVersion}");
        bool hasKey = !string.IsNullOrEmpty(_options.Key);
        _identity = hasKey || _address.Scheme != Uri.UriSchemeHttps ? null : identity.Value;
        _pipeline = AzureHttp.Create(handler, hasKey ? _options.Key : null, _identity);
        _breaker = new ResiliencePipelineBuilder { TimeProvider = clock }.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            MinimumThroughput = 5,
            FailureRatio = 0.5,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(60),
            StateProvider = _circuit,
            // "Later" is an answer of a service that is well.
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is AzureUnavailableException and not { Status: 429 }),
        }).Build();
    }

    /// <summary>Whether an answer can be expected soon: the circuit is closed, and no pause was asked for.</summary>
    public bool IsReady => _circuit.CircuitState == CircuitState.Closed && _clock.GetUtcNow().UtcTicks >= Interlocked.Read(ref _pausedUntil);

    /// <summary>Why nobody is asked at the moment, or what somebody has to mend; nothing while all is well.</summary>
    public string? Trouble => _refusal ?? (_circuit.CircuitState is CircuitState.Open or CircuitState.Isolated ? Volatile.Read(ref _lastFault) : null);

    /// <summary>The answers to questions of one kind, as many as one call takes. Questions that the service left open are missing.</summary>
    /// <exception cref="AzureUnavailableException">There is no answer now.</exception>
    public async Task<IReadOnlyDictionary<AzureQuestion, AzureReading>> AskAsync(AzureKind kind, IReadOnlyList<AzureQuestion> questions, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromTicks(Interlocked.Read(ref _pausedUntil) - _clock.GetUtcNow().UtcTicks);
        if (pause > TimeSpan.Zero)
        {
            throw new AzureUnavailableException("a pause was asked for", pause, StatusCodes.Status429TooManyRequests);
        }

        await GetTokenOnceAsync(cancellation);
        try
        {
            IReadOnlyDictionary<AzureQuestion, AzureReading> answers = await _breaker.ExecuteAsync(token => AskOnceAsync(kind, questions, token), cancellation);
            Note(null);
            return answers;
        }
        catch (AzureUnavailableException fault)
        {
            if (fault.Status == StatusCodes.Status429TooManyRequests)
            {
                Pause(fault.RetryAfter);
            }

            Note(fault);
            throw;
        }
        catch (BrokenCircuitException open)
        {
            throw new AzureUnavailableException("not asked, after several failures", open.RetryAfter, StatusCodes.Status503ServiceUnavailable, open);
        }
    }

    private async ValueTask<IReadOnlyDictionary<AzureQuestion, AzureReading>> AskOnceAsync(AzureKind kind, IReadOnlyList<AzureQuestion> questions, CancellationToken cancellation)
    {
        using HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_address);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Accept", "application/json");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(AzureAnswers.RequestFor(kind, questions), AzureJson.Default.Request));
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _pipeline.SendAsync(message, either.Token);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            throw new AzureUnavailableException(limit.IsCancellationRequested ? "no answer in time" : $"no answer: {NameOf(fault)}", inner: fault);
        }

        if (message.Response.Status == StatusCodes.Status200OK)
        {
            return AzureAnswers.Read(questions, message.Response.Content);
        }

        string request = message.Response.Headers.TryGetValue("apim-request-id", out string? id) ? id : "";
        string status = message.Response.Status.ToString(CultureInfo.InvariantCulture);
        string reason = AzureAnswers.CodeOf(message.Response.Content) is { Length: > 0 } code && code != status ? $"{status} {code}" : status;
        LogRefused(reason, request);
        throw new AzureUnavailableException(reason, AzureRetry.RetryAfter(message.Response, _clock.GetUtcNow()), message.Response.Status);
    }

    /// <summary>The first token can take longer than a card may wait: an identity looks in several places for who it is.</summary>
    private async Task GetTokenOnceAsync(CancellationToken cancellation)
    {
        if (_identity is null || _hasToken)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TokenTime, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _identity.GetTokenAsync(AzureHttp.TokenRequest(), either.Token);
            _hasToken = true;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // The identity's own words are long and can hold ids.
            var refused = new AzureUnavailableException($"no token: {NameOf(fault)}", TokenTime, StatusCodes.Status401Unauthorized, fault);
            Pause(refused.RetryAfter);
            Note(refused);
            throw refused;
        }
    }

    private void Pause(TimeSpan? wait) => Interlocked.Exchange(ref _pausedUntil, (_clock.GetUtcNow() + (wait ?? TimeSpan.Zero)).UtcTicks);

    private void Note(AzureUnavailableException? fault)
    {
        _refusal = fault is { IsRefusal: true } ? fault.Message : null;
        if (Interlocked.Exchange(ref _lastFault, fault?.Message) is var before && before == fault?.Message)
        {
            return;
        }

        if (fault is null)
        {
            LogBack();
        }
        else
        {
            LogUnavailable(fault.Message);
        }
    }

    /// <summary>The innermost reason after several tries.</summary>
    private static string NameOf(Exception fault) => (fault is AggregateException many ? many.Flatten().InnerExceptions[^1] : fault) switch
    {
        { InnerException: HttpRequestException http } => http.HttpRequestError.ToString(),
        var one => one.GetType().Name,
    };

    [LoggerMessage(2301, LogLevel.Warning, "Azure AI Language gives no answer ({Reason}); the built-in model's word stays until it does")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(2302, LogLevel.Information, "Azure AI Language answers again")]
    private partial void LogBack();

    [LoggerMessage(2303, LogLevel.Debug, "Azure AI Language answered {Reason}; its id of the request is {Request}")]
    private partial void LogRefused(string reason, string request);
}
