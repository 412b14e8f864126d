using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// One web socket of Socket Mode, from its address to its end. Each envelope is acknowledged once and only here: an acknowledgement that this
/// socket cannot carry any more is not sent at all, and Slack delivers again what it delivers again.
/// </summary>
internal sealed partial class SlackSocket : IDisposable
{
    private static readonly TimeSpan Greeting = TimeSpan.FromSeconds(10);

    /// <summary>A silent line is noticed after twice this.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Finishing = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);

    /// <summary>A socket that held so long has worked, even if nothing came.</summary>
    private static readonly TimeSpan Worked = TimeSpan.FromSeconds(3);

    private readonly SlackInbound _inbound;
    private readonly SlackLine _line;
    private readonly ILogger _logger;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _limit = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<Task, bool> _answering = new();
    private readonly TaskCompletionSource<SlackSocketEnd> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _greeted;
    private volatile bool _carried;
    private volatile bool _isDeaf;

    public SlackSocket(SlackInbound inbound, SlackLine line, ILogger logger)
    {
        (_inbound, _line, _logger) = (inbound, line, logger);
        (_socket.Options.KeepAliveInterval, _socket.Options.KeepAliveTimeout) = (Beat, Beat);
    }

    /// <summary>Ends when another socket is needed. This one may go on for a while: see <see cref="RunAsync"/>.</summary>
    public Task<SlackSocketEnd> Leaving => _leaving.Task;

    /// <summary>Reads and answers until the line ends, whatever ends it.</summary>
    /// <param name="url">Good for this one socket.</param>
    public async Task RunAsync(Uri url)
    {
        try
        {
            _limit.CancelAfter(Greeting);
            await _socket.ConnectAsync(url, _limit.Token);
            await ReadAsync();
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            LogBroken(fault.Message);
        }
        finally
        {
            if (_greeted > 0)
            {
                _line.Closed();
            }

            _leaving.TrySetResult(_carried || (_greeted > 0 && Stopwatch.GetElapsedTime(_greeted) > Worked) ? SlackSocketEnd.Dropped : SlackSocketEnd.Failed);
            _ended.SetResult();
        }
    }

    /// <summary>Takes nothing new, acknowledges what was taken, and closes.</summary>
    public async Task LeaveAsync()
    {
        _isDeaf = true;
        await FinishAsync();
        await CloseAsync();
        await Task.WhenAny(_ended.Task, Task.Delay(Closing));
        if (!_ended.Task.IsCompleted)
        {
            await AbortAsync();
        }

        await _ended.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _limit.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        var messages = new SlackSocketMessages(_socket);
        while (await messages.NextAsync(_limit.Token) is { } message)
        {
            Take(message);
        }

        // Slack still reads what is acknowledged before our own close.
        await FinishAsync();
        await CloseAsync();
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            JsonElement said = document.RootElement;
            switch (said.Text("type"))
            {
                case "hello":
                    Greet(said);
                    break;
                case "disconnect":
                    GoSoon(said.Text("reason") ?? "");
                    break;
                case var type when said.Text("envelope_id") is { } id && !_isDeaf:
                    JsonElement payload = said.Member("payload");
                    Answer(type, id, payload.ValueKind == JsonValueKind.Undefined ? payload : payload.Clone(), said.IsTrue("accepts_response_payload"));
                    break;
            }
        }
        catch (JsonException)
        {
            LogUnreadable();
        }
    }

    private void Greet(JsonElement hello)
    {
        if (_greeted == 0)
        {
            _limit.CancelAfter(Timeout.InfiniteTimeSpan);
            _greeted = Stopwatch.GetTimestamp();
            _line.Opened();
            LogOpened(hello.Member("num_connections").ToString());
        }
    }

    private void GoSoon(string reason)
    {
        LogGoes(reason);
        _leaving.TrySetResult(reason switch
        {
            "link_disabled" => SlackSocketEnd.Refused,
            "too_many_websockets" => SlackSocketEnd.TooMany,
            _ => SlackSocketEnd.Replace,
        });
        _ = LeaveAfterAsync(Drain);
    }

    private async Task LeaveAfterAsync(TimeSpan time)
    {
        await Task.WhenAny(_ended.Task, Task.Delay(time));
        if (!_ended.Task.IsCompleted)
        {
            await LeaveAsync();
        }
    }

    private void Answer(string? type, string envelopeId, JsonElement payload, bool acceptsPayload)
    {
        _carried = true;
        Task answering = Task.Run(() => AnswerAsync(type, envelopeId, payload, acceptsPayload));
        _answering[answering] = true;
        _ = answering.ContinueWith(done => _answering.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task AnswerAsync(string? type, string envelopeId, JsonElement payload, bool acceptsPayload)
    {
        try
        {
            SlackAck ack = KindOf(type) is { } kind ? await _inbound.ReceiveAsync(new SlackDelivery(kind, payload), CancellationToken.None) : SlackAck.Taken;
            if (!ack.SendAgain)
            {
                await AcknowledgeAsync(envelopeId, acceptsPayload ? ack.Payload : null);
            }
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            LogNotAcknowledged(fault.Message);
        }
        catch (Exception fault)
        {
            LogFailed(fault, type);
        }
    }

    private async Task AcknowledgeAsync(string envelopeId, JsonObject? payload)
    {
        var ack = new JsonObject { ["envelope_id"] = envelopeId };
        if (payload is not null)
        {
            ack["payload"] = payload;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(ack.ToWire());
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task FinishAsync() => await Task.WhenAny(Task.WhenAll(_answering.Keys), Task.Delay(Finishing));

    private async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(Closing);
        try
        {
            await _sending.WaitAsync(limit.Token);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token);
                }
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            LogBroken(fault.Message);
        }
    }

    private async Task AbortAsync()
    {
        try
        {
            await _limit.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private static SlackDeliveryKind? KindOf(string? type) => type switch
    {
        "events_api" => SlackDeliveryKind.Event,
        "interactive" => SlackDeliveryKind.Interactive,
        "slash_commands" => SlackDeliveryKind.Command,
        _ => null,
    };

    private static bool IsBroken(Exception fault) => fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;

    [LoggerMessage(6091, LogLevel.Information, "Slack speaks on a new web socket; it counts {Connections} of this app")]
    private partial void LogOpened(string connections);

    [LoggerMessage(6092, LogLevel.Information, "Slack ends a web socket: {Reason}")]
    private partial void LogGoes(string reason);

    [LoggerMessage(6093, LogLevel.Warning, "A web socket to Slack broke: {Problem}")]
    private partial void LogBroken(string problem);

    [LoggerMessage(6094, LogLevel.Warning, "An envelope was taken and could not be acknowledged: {Problem}")]
    private partial void LogNotAcknowledged(string problem);

    [LoggerMessage(6095, LogLevel.Error, "An envelope of Slack ({Type}) could not be taken")]
    private partial void LogFailed(Exception fault, string? type);

    [LoggerMessage(6096, LogLevel.Error, "Slack sent a message by web socket that is no JSON or too long; it was passed over")]
    private partial void LogUnreadable();
}
