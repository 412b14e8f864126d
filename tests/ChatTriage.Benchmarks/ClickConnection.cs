using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatTriage.Benchmarks;

/// <summary>One kept HTTP connection that sends ready-made requests and reads just enough of the answers.</summary>
internal sealed class ClickConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    private readonly byte[] _answered;

    /// <param name="port">Loopback port.</param>
    /// <param name="answered">Words that every answer must hold to count as one.</param>
    public ClickConnection(int port, string answered)
    {
        _answered = Encoding.ASCII.GetBytes(answered);
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Sends a request and waits for the whole answer; whether it was 200 and what was hoped for.</summary>
    public async Task<bool> SendAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        int length = 0;
        while (true)
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            length += read;
            if (read == 0 || IsWhole(_buffer.AsSpan(0, length)))
            {
                return read > 0 && _buffer.AsSpan(9, 3).SequenceEqual("200"u8) && _buffer.AsSpan(0, length).IndexOf(_answered) >= 0;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        string headers = Encoding.ASCII.GetString(answer[..head]);
        int at = headers.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return !headers.Contains("chunked", StringComparison.OrdinalIgnoreCase) || answer[head..].EndsWith("0\r\n\r\n"u8);
        }

        int end = headers.IndexOf('\r', at);
        return answer.Length >= head + 4 + int.Parse(headers.AsSpan(at + 15, (end < 0 ? headers.Length : end) - at - 15).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
