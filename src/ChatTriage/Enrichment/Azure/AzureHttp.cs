using Azure.Core;
using Azure.Core.Pipeline;

namespace ChatTriage.Enrichment.Azure;

/// <summary>The way out to Azure: Azure.Core's pipeline with our transport, few and short repetitions, and nothing written down of what is sent.</summary>
internal sealed class AzureHttp : ClientOptions
{
    /// <summary>Key of the handler among the services.</summary>
    public const string Key = "azure";

    private const string KeyHeader = "Ocp-Apim-Subscription-Key";
    private const string Scope = "https://cognitiveservices.azure.com/.default";

    private AzureHttp()
    {
    }

    /// <summary>The handler that is used in earnest.</summary>
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>A pipeline that proves by a key or by an identity who asks, or by neither, to a container on this machine.</summary>
    public static HttpPipeline Create(HttpMessageHandler handler, string? key, TokenCredential? identity)
    {
        var options = new AzureHttp { Transport = new HttpClientTransport(handler), RetryPolicy = new AzureRetry() };
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return HttpPipelineBuilder.Build(
            options, key is not null ? [new KeyPolicy(key)] : identity is not null ? [new BearerTokenAuthenticationPolicy(identity, Scope)] : []);
    }

    /// <summary>What a token is asked for.</summary>
    public static TokenRequestContext TokenRequest() => new([Scope]);

    private sealed class KeyPolicy(string key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(KeyHeader, key);
    }
}
