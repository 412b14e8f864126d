namespace ChatTriage.Platforms.Teams;

/// <summary>The one HTTP client for Microsoft: no redirects, no cookies, and addresses that are looked up again now and then.</summary>
/// <param name="handler">The way out, registered under <see cref="Key"/>.</param>
internal sealed class TeamsHttp([FromKeyedServices(TeamsHttp.Key)] HttpMessageHandler handler) : IDisposable
{
    /// <summary>Key of what is Teams' own among the services: the handler, and the line of what is done later.</summary>
    public const string Key = "teams";

    /// <summary>The client.</summary>
    public HttpClient Client { get; } = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 4 * 1024 * 1024 };

    /// <summary>The handler that is used in earnest.</summary>
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
