using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// The Bot Connector of Teams in this process, over real HTTP: it knows the calls of the published description and no others, checks tokens, refuses
/// what Teams refuses, keeps every message, and fails when told to. What a correct bot never does is noted.
/// </summary>
public sealed partial class TeamsDouble : IAsyncDisposable
{
    private const string Base = "/emea";

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TeamsRoom> _rooms = new(StringComparer.Ordinal);
    private readonly List<TeamsMessage> _messages = [];
    private readonly List<TeamsCall> _calls = [];
    private readonly List<(TeamsFault Fault, int Left)> _faults = [];
    private readonly ConcurrentDictionary<string, int> _busy = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _heard = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CancellationTokenSource _end = new();
    private long _lastId;

    private TeamsDouble(WebApplication app) => _app = app;

    /// <summary>Whether a token may send; nothing means that none is asked for.</summary>
    public Func<string, bool>? Takes { get; set; }

    /// <summary>Clock of the program, for the times of calls.</summary>
    public Func<DateTimeOffset> Now { get; set; } = TimeProvider.System.GetUtcNow;

    /// <summary>How long a call takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Two operations at once in one conversation are answered with 412, as Teams does.</summary>
    public bool RefusesOverlap { get; set; }

    /// <summary>Plain HTTP on this machine.</summary>
    public string ServiceUrl => $"http://127.0.0.1:{Port}{Base}/";

    /// <summary>The real host's name, over TLS; the program's handler leads it here.</summary>
    public static string RealServiceUrl => $"https://smba.trafficmanager.net{Base}/";

    /// <summary>Port of plain HTTP.</summary>
    public int Port => PortOf("http");

    /// <summary>Port of TLS.</summary>
    public int TlsPort => PortOf("https");

    /// <summary>What a correct bot never does.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Starts one.</summary>
    public static async Task<TeamsDouble> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TeamsCertificate.Own));
        });
        WebApplication app = builder.Build();
        var connector = new TeamsDouble(app);
        app.Run(connector.AnswerAsync);
        await app.StartAsync();
        return connector;
    }

    /// <summary>There is a channel or a chat.</summary>
    public TeamsRoom Add(TeamsRoom room)
    {
        lock (_lock)
        {
            return _rooms[room.Id] = room;
        }
    }

    /// <summary>A channel or a chat.</summary>
    public TeamsRoom Room(string id)
    {
        lock (_lock)
        {
            return _rooms[id];
        }
    }

    /// <summary>Calls shall fail; faults count in the order they were asked for.</summary>
    public void Fail(TeamsFault fault)
    {
        lock (_lock)
        {
            _faults.Add((fault, fault.Times));
        }
    }

    /// <summary>Nothing fails any more.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>Somebody deletes a message of the bot.</summary>
    public void Delete(TeamsMessage message) => Replace(message.Id, shown => shown with { IsDeleted = true });

    /// <summary>Somebody wrote a message, which may be answered in its thread; gives its id.</summary>
    public string Heard()
    {
        string id = NewId();
        _heard[id] = true;
        return id;
    }

    /// <summary>Messages that are there, oldest first.</summary>
    public IReadOnlyList<TeamsMessage> Messages(string? room = null)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => !message.IsDeleted && (room is null || message.Room.Id == room))];
        }
    }

    /// <summary>Calls so far.</summary>
    public IReadOnlyList<TeamsCall> Calls(params TeamsCallKind[] kinds)
    {
        lock (_lock)
        {
            return [.. _calls.Where(call => kinds.Length == 0 || kinds.Contains(call.Kind))];
        }
    }

    /// <summary>The most calls of a room within a time, by the clock of the program.</summary>
    public int Most(string room, TimeSpan within)
    {
        DateTimeOffset[] times = [.. Calls(TeamsCallKind.Post, TeamsCallKind.Update, TeamsCallKind.Private).Where(call => call.Room == room).Select(call => call.At).Order()];
        int most = 0;
        for (int first = 0, last = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= within)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    /// <summary>The chat of the bot with a person, as Teams calls it.</summary>
    public static string ChatWith(TeamsPerson person) => $"a:1chat-{person.Id[3..]}";

    /// <summary>A new id: milliseconds, as Teams has them, and never the same twice.</summary>
    public string NewId()
    {
        lock (_lock)
        {
            _lastId = Math.Max(_lastId + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            return _lastId.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private int PortOf(string scheme) => _app.Urls.Select(url => new Uri(url)).First(url => url.Scheme == scheme).Port;

    private async Task AnswerAsync(HttpContext context)
    {
        (TeamsRequest request, JsonObject? body) = (TeamsRequest.Of(context.Request, Base), await BodyAsync(context.Request));
        TeamsCallKind kind = KindOf(request, body);
        var call = new TeamsCall(Now(), kind, request.Room ?? (string?)body?["channelData"]?["channel"]?["id"], context.Request.Method, $"{context.Request.Path}{context.Request.QueryString}", body);
        TeamsFault? fault;
        lock (_lock)
        {
            _calls.Add(call);
            fault = NextFault(call);
        }

        call.IsFault = fault is not null;
        string lane = call.Room ?? "";
        bool overlaps = _busy.AddOrUpdate(lane, 1, (_, busy) => busy + 1) > 1 && RefusesOverlap && kind is TeamsCallKind.Post or TeamsCallKind.Update or TeamsCallKind.Private;
        try
        {
            if (Latency > TimeSpan.Zero)
            {
                await Task.Delay(Latency, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            TeamsReply reply = overlaps ? new(412, Error("PreconditionFailed", "two operations at once"))
                : fault is { After: false } ? new(0, null)
                : Handle(context.Request, request, kind, body);
            await AnswerAsync(context, call, reply, fault);
        }
        finally
        {
            _busy.AddOrUpdate(lane, 0, (_, busy) => busy - 1);
        }
    }

    private async Task AnswerAsync(HttpContext context, TeamsCall call, TeamsReply reply, TeamsFault? fault)
    {
        if (fault is { Hang: true })
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort();
            return;
        }

        if (fault is { Reset: true })
        {
            context.Abort();
            return;
        }

        call.Status = context.Response.StatusCode = fault?.Status ?? reply.Status;
        if (fault?.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault?.Raw is { } raw)
        {
            context.Response.ContentType = raw.StartsWith('<') ? "text/html; charset=utf-8" : "application/json";
            await context.Response.WriteAsync(raw);
        }
        else if ((fault is null ? reply.Body : Error(fault.Code, "as the test wants it")) is { } answer)
        {
            await context.Response.WriteAsJsonAsync(answer);
        }
    }

    private TeamsFault? NextFault(TeamsCall call)
    {
        int at = _faults.FindIndex(known => known.Fault.On == call.Kind && (known.Fault.In is null || known.Fault.In == call.Room));
        if (at < 0)
        {
            return null;
        }

        (TeamsFault fault, int left) = _faults[at];
        if (left > 1)
        {
            _faults[at] = (fault, left - 1);
        }
        else
        {
            _faults.RemoveAt(at);
        }

        return fault;
    }

    private static async Task<JsonObject?> BodyAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Error(string code, string message) => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };
}
