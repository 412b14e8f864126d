using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// How the program reaches the hosts of Microsoft in a test: by their real names, which lead to this machine. Whatever else is asked for is refused
/// and noted.
/// </summary>
public sealed class TeamsWire
{
    private readonly ConcurrentDictionary<string, int> _ports = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _strangers = new();

    /// <summary>Whose certificates are taken.</summary>
    public RemoteCertificateValidationCallback Trust { get; set; } = TeamsCertificate.OnlyOwn;

    /// <summary>Hosts that do not even say that nobody is there.</summary>
    public ConcurrentDictionary<string, bool> Dark { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts that were asked for and are nobody's.</summary>
    public IReadOnlyCollection<string> Strangers => _strangers;

    /// <summary>Where a host is.</summary>
    public void Lead(string host, int port) => _ports[host] = port;

    /// <summary>What the program shall send with.</summary>
    public HttpMessageHandler Handler() => new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (sender, certificate, chain, faults) => Trust(sender, certificate, chain, faults) },
        ConnectCallback = async (context, cancellation) =>
        {
            string host = context.DnsEndPoint.Host;
            if (!_ports.TryGetValue(host, out int port) && (host != "127.0.0.1" || !_ports.Values.Contains(port = context.DnsEndPoint.Port)))
            {
                _strangers.Enqueue($"{host}:{context.DnsEndPoint.Port}");
                throw new HttpRequestException($"Nobody is at {host}:{context.DnsEndPoint.Port}");
            }

            if (Dark.ContainsKey(host))
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync("127.0.0.1", port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
