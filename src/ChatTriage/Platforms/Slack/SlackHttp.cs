namespace ChatTriage.Platforms.Slack;

/// <summary>The one HTTP client for Slack: no redirects, no cookies, no proxy headers, and addresses that are looked up again now and then.</summary>
internal sealed class SlackHttp : IDisposable
{
    public SlackHttp()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        Client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 16 * 1024 * 1024 };
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("ChatTriage/1.0");
    }

    /// <summary>The client.</summary>
    public HttpClient Client { get; }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
