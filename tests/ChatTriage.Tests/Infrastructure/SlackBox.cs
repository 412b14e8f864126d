using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// A Slack workspace that plays the platform towards the program, as a process of its own on loopback: signed requests, Socket Mode, a Web API
/// that refuses what Slack refuses, faults, and a record of what a correct client never does.
/// </summary>
public sealed class SlackBox : IAsyncDisposable
{
    /// <summary>Ends the box when the tests go away without saying so.</summary>
    private const string EndsWithUs = "data:text/javascript,process.stdin.resume().on('end',()=>process.exit())";

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly JsonObject _addresses;
    private readonly string _folder;

    private SlackBox(Process process, JsonObject addresses, string folder)
    {
        (_process, _addresses, _folder) = (process, addresses, folder);
        _http = new HttpClient { BaseAddress = new Uri((string)addresses["control"]!), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>For <c>Slack:ApiBaseUrl</c>.</summary>
    public string ApiBaseUrl => (string)_addresses["apiBase"]!;

    /// <summary>Where its browser pages are, such as that of an install.</summary>
    public Uri BaseUrl => new((string)_addresses["base"]!);

    /// <summary>For <c>Slack:SigningSecret</c>.</summary>
    public string SigningSecret => (string)_addresses["signingSecret"]!;

    /// <summary>For <c>Slack:BotToken</c>.</summary>
    public string BotToken => (string)_addresses["botToken"]!;

    /// <summary>For <c>Slack:AppToken</c>.</summary>
    public string AppToken => (string)_addresses["appToken"]!;

    /// <summary>A program whose clock is ahead by so much would refuse the box's signatures, which go by real time; they go ahead as well.</summary>
    public Func<TimeSpan> Ahead { get; set; } = () => TimeSpan.Zero;

    /// <summary>Starts one on a free port; whatever the box's README lists as a default can be set otherwise.</summary>
    public static async Task<SlackBox> StartAsync(object? config = null)
    {
        string copy = await SlackBoxCopy.FolderAsync();
        string folder = Directory.CreateTempSubdirectory("chattriage-slackbox-run-").FullName;
        string file = Path.Combine(folder, "box.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(config ?? new { }));
        var start = new ProcessStartInfo("node") { WorkingDirectory = copy, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { "--import", EndsWithUs, Path.Combine("slackbox", "cli.mjs"), "--port", "0", "--config", file })
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        return await process.StandardOutput.ReadLineAsync() is { } line
            ? new SlackBox(process, JsonNode.Parse(line)!.AsObject(), folder)
            : throw new InvalidOperationException($"The Slack workspace in a box did not start: {await errors}");
    }

    /// <summary>A slash command; <c>tamper</c> makes the request wrong on purpose.</summary>
    public Task<SlackDelivery> SlashAsync(string user, string text, string? channel = null, string? tamper = null) =>
        DeliverAsync("slash", new { user, text, channel, tamper });

    /// <summary>A person presses an element. <paramref name="args"/> as in the box's README: <c>user</c>, <c>channel</c>, <c>ts</c>, <c>action_id</c>, <c>value</c> …</summary>
    public Task<SlackDelivery> ClickAsync(object args) => DeliverAsync("click", args);

    /// <summary>Does several things at the same moment.</summary>
    public async Task<IReadOnlyList<SlackDelivery>> BatchAsync(params (string Verb, object Args)[] things) =>
        [.. (await PostAsync("batch", things.Select(thing => new { verb = thing.Verb, args = Skewed(thing.Args) })))!.AsArray().Select(delivery => new SlackDelivery(delivery!.AsObject()))];

    /// <summary>Submits a form with what was filled in, by block and action.</summary>
    public Task<SlackDelivery> SubmitAsync(string user, string viewId, IReadOnlyDictionary<string, string> values) => DeliverAsync("submit", Submission(user, viewId, values));

    /// <summary>The arguments of a submission, for a batch.</summary>
    public static object Submission(string user, string viewId, IReadOnlyDictionary<string, string> values) =>
        new { user, view_id = viewId, values = values.ToDictionary(value => value.Key, value => new Dictionary<string, string> { [value.Key] = value.Value }) };

    /// <summary>Closes a form without submitting it.</summary>
    public Task<JsonNode?> CloseAsync(string user, string viewId) => PostAsync("close", Skewed(new { user, view_id = viewId }));

    /// <summary>Somebody writes to the bot in a channel.</summary>
    public Task<SlackDelivery> MentionAsync(string user, string text, string channel, string? threadTs = null) => DeliverAsync("mention", new { user, text, channel, thread_ts = threadTs });

    /// <summary>The bot, or somebody, is added to a channel.</summary>
    public Task<SlackDelivery> JoinAsync(string channel, string? user = null) => DeliverAsync("join", new { channel, user });

    /// <summary>The bot, or somebody, is removed from a channel.</summary>
    public Task<SlackDelivery> LeaveAsync(string channel, string? user = null) => DeliverAsync("leave", new { channel, user });

    /// <summary>A person opens the app's home.</summary>
    public Task<SlackDelivery> OpenHomeAsync(string user) => DeliverAsync("home", new { user });

    /// <summary>Any event; <paramref name="options"/> may hold <c>event_id</c>, <c>tamper</c>, <c>retry</c>, <c>retries</c>.</summary>
    public async Task<SlackDelivery> EventAsync(object content, object options) => new((await PostAsync("event", new { @event = content, options = Skewed(options) }))!.AsObject());

    /// <summary>Another signed request: <c>url-verification</c>, <c>ssl-check</c>, <c>app-rate-limited</c>.</summary>
    public Task<SlackDelivery> RequestAsync(string name, string? tamper = null) => DeliverAsync(name, new { tamper });

    /// <summary>Makes calls of the Web API fail; see the box's README.</summary>
    public Task FaultAsync(object fault) => PostAsync("fault", fault);

    /// <summary>Ends the sockets: <c>warning</c>, <c>refresh_requested</c>, <c>link_disabled</c>.</summary>
    public Task DisconnectAsync(string reason, int? closeMs = null) => PostAsync("disconnect", closeMs is null ? new { reason } : new { reason, closeMs });

    /// <summary>Changes a token: <c>revoked</c>, <c>inactive</c>, <c>scopes</c>, <c>expiresAt</c>.</summary>
    public Task TokenAsync(object set, string? token = null) => PostAsync("token", new { token = token ?? BotToken, set });

    /// <summary>Changes how the box behaves while it runs.</summary>
    public Task ConfigAsync(object config) => PostAsync("config", config);

    /// <summary>Forgets everything that happened.</summary>
    public Task ResetAsync() => PostAsync("reset", new { });

    /// <summary>What the program called, in order.</summary>
    public async Task<IReadOnlyList<JsonObject>> CallsAsync(string? method = null) => Objects(await GetAsync(method is null ? "calls" : $"calls?method={method}"));

    /// <summary>Messages, private messages, forms, homes, files and sockets as they are now.</summary>
    public async Task<JsonObject> StateAsync() => (await GetAsync("state"))!.AsObject();

    /// <summary>What was sent to the program and how it answered.</summary>
    public async Task<IReadOnlyList<SlackDelivery>> DeliveriesAsync() => [.. Objects(await GetAsync("deliveries")).Select(raw => new SlackDelivery(raw))];

    /// <summary>What a correct client never does, and what a careful one avoids.</summary>
    public async Task<(IReadOnlyList<string> Violations, IReadOnlyList<string> Warnings)> FindingsAsync()
    {
        JsonNode found = (await GetAsync("violations"))!;
        return ([.. Objects(found["violations"]).Select(Text)], [.. Objects(found["warnings"]).Select(Text)]);
    }

    /// <summary>Everything was done as Slack wants it.</summary>
    public async Task ShouldBeContentAsync()
    {
        (IReadOnlyList<string> violations, IReadOnlyList<string> warnings) = await FindingsAsync();
        violations.ShouldBeEmpty();
        warnings.ShouldBeEmpty();
    }

    /// <summary>Any verb of the control API.</summary>
    public async Task<JsonNode?> PostAsync(string verb, object body)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync(verb, body, s_json);
        return await ReadAsync(verb, response);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What is not said is left out, so that the box takes its own default.</summary>
    private static readonly JsonSerializerOptions s_json = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static IReadOnlyList<JsonObject> Objects(JsonNode? array) => [.. array!.AsArray().Select(node => node!.AsObject())];

    private static string Text(JsonObject finding) => finding.ToJsonString();

    private async Task<SlackDelivery> DeliverAsync(string verb, object args) => new((await PostAsync(verb, Skewed(args)))!.AsObject());

    private JsonObject Skewed(object args)
    {
        JsonObject all = JsonSerializer.SerializeToNode(args, s_json)!.AsObject();
        all["skewSeconds"] = (long)Ahead().TotalSeconds;
        return all;
    }

    private async Task<JsonNode?> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(path, response);
    }

    private static async Task<JsonNode?> ReadAsync(string what, HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        JsonNode? json = text.Length == 0 ? null : JsonNode.Parse(text);
        return response.IsSuccessStatusCode ? json : throw new InvalidOperationException($"The box refuses {what}: {json?["error"]}");
    }
}
