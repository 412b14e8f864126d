using System.Net.WebSockets;

namespace ChatTriage.Platforms.Slack;

/// <summary>Puts the frames of a web socket together to messages, in a buffer that grows with them.</summary>
/// <param name="socket">Read by nobody else.</param>
internal sealed class SlackSocketMessages(WebSocket socket)
{
    /// <summary>Slack's own limits keep far below; a larger message is passed over.</summary>
    public const int MaxMessage = 4 * 1024 * 1024;

    private const int FirstBuffer = 16 * 1024;
    private const int KeptBuffer = 1024 * 1024;
    private byte[] _buffer = new byte[FirstBuffer];

    /// <summary>The next message, good until the one after it is asked for; empty for one that is too long, nothing once the other side has closed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        int length = 0;
        bool isTooLong = false;
        _buffer = _buffer.Length > KeptBuffer ? new byte[FirstBuffer] : _buffer;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return isTooLong ? ReadOnlyMemory<byte>.Empty : _buffer.AsMemory(0, length);
            }

            if (length == MaxMessage)
            {
                (length, isTooLong) = (0, true);
            }
            else if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(length * 2, MaxMessage));
            }
        }
    }
}
