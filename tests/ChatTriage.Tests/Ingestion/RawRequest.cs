using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatTriage.Tests.Ingestion;

/// <summary>A request written by hand, for senders that are slow, break off or lie about the length.</summary>
internal sealed class RawRequest : IAsyncDisposable
{
    private readonly TcpClient _client = new();
    private readonly Lazy<Task<int>> _status;

    private RawRequest() => _status = new Lazy<Task<int>>(ReadStatusAsync);

    /// <summary>Connects and sends the head.</summary>
    public static async Task<RawRequest> OpenAsync(Uri server, params string[] headers)
    {
        var request = new RawRequest();
        await request._client.ConnectAsync(IPAddress.Loopback, server.Port);
        await request.WriteAsync($"POST /ingest/test HTTP/1.1\r\nHost: localhost\r\n{string.Join("\r\n", headers)}\r\n\r\n");
        return request;
    }

    /// <summary>Sends a piece of the body.</summary>
    public Task WriteAsync(string text) => _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    /// <summary>Waits for the status of the answer.</summary>
    public Task<int> StatusAsync() => _status.Value;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> ReadStatusAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), leaveOpen: true);
        string line = await reader.ReadLineAsync() ?? throw new IOException("the server closed the connection without an answer");
        return int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
