using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatTriage.Tests.Slack;

/// <summary>
/// Stands on the line between the program and the box, and can cut the web sockets or let them fall silent, which the box itself cannot. What the
/// box says about its own address is changed to this one, of the same length.
/// </summary>
public sealed class SlackProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly int _behind;

    /// <summary>Begins to listen.</summary>
    /// <param name="apiBaseUrl">The box's.</param>
    public SlackProxy(string apiBaseUrl)
    {
        _behind = new Uri(apiBaseUrl).Port;
        _listener.Start();
        Port.ToString(System.Globalization.CultureInfo.InvariantCulture).Length.ShouldBe(_behind.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        _ = AcceptAsync();
    }

    /// <summary>For <c>Slack:ApiBaseUrl</c>.</summary>
    public string ApiBaseUrl => $"http://127.0.0.1:{Port}/api/";

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every web socket breaks, without a close.</summary>
    public void Cut()
    {
        foreach (Link link in _links.Keys.Where(link => link.IsSocket))
        {
            link.Cut();
        }
    }

    /// <summary>The web sockets that are open carry nothing any more, and nobody is told.</summary>
    public void Silence()
    {
        foreach (Link link in _links.Keys.Where(link => link.IsSocket))
        {
            link.IsSilent = true;
        }
    }

    /// <summary>Slack cannot be reached any more.</summary>
    public void GoAway()
    {
        _end.Cancel();
        _listener.Stop();
        foreach (Link link in _links.Keys)
        {
            link.Cut();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GoAway();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient near = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = RelayAsync(near);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            var link = new Link(near, far);
            _links[link] = true;
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _behind);
                (near.NoDelay, far.NoDelay) = (true, true);
                await Task.WhenAny(CopyAsync(link, near, far, toBox: true), CopyAsync(link, far, near, toBox: false));
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                // Either side went away.
            }
            finally
            {
                _links.TryRemove(link, out _);
            }
        }
    }

    private async Task CopyAsync(Link link, TcpClient from, TcpClient to, bool toBox)
    {
        byte[] here = Encoding.ASCII.GetBytes($":{Port}/"), there = Encoding.ASCII.GetBytes($":{_behind}/");
        byte[] buffer = new byte[256 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                Memory<byte> part = buffer.AsMemory(0, read);
                link.IsSocket |= toBox && part.Span.StartsWith("GET /link/"u8);
                for (int at; !toBox && (at = part.Span.IndexOf(there)) >= 0;)
                {
                    here.CopyTo(part.Span[at..]);
                }

                if (!link.IsSilent)
                {
                    await to.GetStream().WriteAsync(part, _end.Token);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The line was cut.
        }
    }

    private sealed class Link(TcpClient near, TcpClient far)
    {
        public volatile bool IsSilent;
        public volatile bool IsSocket;

        public void Cut()
        {
            foreach (TcpClient client in new[] { near, far })
            {
                try
                {
                    client.Client?.Close(0);
                }
                catch (ObjectDisposedException)
                {
                    // It has ended by itself.
                }
            }
        }
    }
}
