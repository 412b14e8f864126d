using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Playground;

/// <summary>One reader of the playground's event stream.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventStream(HttpResponseMessage response, Stream stream) =>
        (_response, _events) = (response, SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator());

    /// <summary>Id of the last message that was read.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>Begins to read after a sequence number, or after the last event of an earlier stream.</summary>
    public static async Task<EventStream> OpenAsync(HttpClient http, long after = 0, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/playground/api/events?after={after}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next message; what only keeps the connection alive is passed over.</summary>
    public async Task<JsonObject> NextAsync()
    {
        do
        {
            (await _events.MoveNextAsync().AsTask().WaitAsync(Patience)).ShouldBeTrue("the stream ended");
        }
        while (_events.Current.EventType != "message");
        LastId = _events.Current.EventId!;
        return JsonNode.Parse(_events.Current.Data)!.AsObject();
    }

    /// <summary>Reads on until a message fits.</summary>
    public async Task<JsonObject> NextAsync(Func<JsonObject, bool> fits)
    {
        JsonObject message;
        do
        {
            message = await NextAsync();
        }
        while (!fits(message));
        return message;
    }

    /// <summary>Whether the server ended the stream.</summary>
    public async Task<bool> EndsAsync()
    {
        try
        {
            while (await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
            {
            }

            return true;
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        try
        {
            await _events.DisposeAsync();
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or ObjectDisposedException)
        {
            // The connection was cut above, which is what a reader that goes away does.
        }
    }
}
