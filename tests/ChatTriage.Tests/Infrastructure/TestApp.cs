using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatTriage.Claiming;
using ChatTriage.Commands;
using ChatTriage.Storage;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// The running program in this process: real Kestrel on a free loopback port, real SQLite in a folder of its own, a clock the test sets.
/// Background work (pump, sweeper, repair) runs as in production; tests wait for what they expect with <see cref="Eventually"/>.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private static int s_sent;
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private TestApp(WebApplication app, FakeTimeProvider clock, string folder, bool ownsFolder, RecordedLogs logs)
    {
        (_app, Clock, Folder, _ownsFolder, Logs) = (app, clock, folder, ownsFolder, logs);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
        Http.DefaultRequestHeaders.Add("X-Playground", "1");
    }

    /// <summary>The clock of the program; starts on 2026-11-23 14:00 UTC and stands still, unless <see cref="TestAppOptions.RealTime"/> was asked for.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Folder with the database.</summary>
    public string Folder { get; }

    /// <summary>Everything that was logged.</summary>
    public RecordedLogs Logs { get; }

    /// <summary>Talks to the program as a client on this machine.</summary>
    public HttpClient Http { get; }

    /// <summary>The program's services, for looking into the store.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The program's store.</summary>
    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Starts the program with settings as in appsettings.json, such as <c>("Triage:Owners:0", "playground:olivia")</c>.</summary>
    public static Task<TestApp> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(new TestAppOptions { Settings = settings });

    /// <summary>Starts the program.</summary>
    public static async Task<TestApp> StartAsync(TestAppOptions options)
    {
        string folder = options.Folder ?? Directory.CreateTempSubdirectory("chattriage-").FullName;
        FakeTimeProvider clock = options.Clock ?? (options.RealTime ? new RunningClock() : new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero)));
        var logs = new RecordedLogs();
        WebApplicationBuilder builder = ChatTriageBuilder.Create([], options.Environment);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "chattriage.db")}",
                ["Playground:SampleMentions"] = "false",
                ["Redis:ConnectionString"] = options.Redis,
            }.Concat(options.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Logging.ClearProviders().AddProvider(logs);
        options.Configure?.Invoke(builder);
        WebApplication app = builder.AddChatTriage().Build();
        await ServeCommand.StartAsync(app);
        return new TestApp(app, clock, folder, options.Folder is null, logs);
    }

    /// <summary>Waits in real time until a condition holds; the clock of the program does not move by itself.</summary>
    public static async Task<T> Eventually<T>(Func<Task<T?>> look, string what, int seconds = 20)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } found && !found.Equals(false))
            {
                return found;
            }

            if (watch.Elapsed.TotalSeconds > seconds)
            {
                throw new TimeoutException($"Waited {seconds} s for: {what}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Moves the clock and runs what it makes due.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        if (Clock is RunningClock running)
        {
            running.Shift(time);
        }
        else
        {
            Clock.Advance(time);
        }

        await Services.GetRequiredService<Sweeper>().SweepAsync();
        await DrainOutboxAsync();
    }

    /// <summary>Waits until nothing that is due waits in the outbox.</summary>
    public async Task DrainOutboxAsync()
    {
        await Eventually(
            async () =>
            {
                // The pump's own poll uses real time; nudging it makes tests quick.
                Services.GetRequiredService<WakeUp>().Signal();
                OutboxDepth depth = await Database.ReadAsync(connection => Outbox.DepthAsync(connection, Clock.GetUtcNow()));
                return depth.Waiting == 0;
            },
            "an empty outbox");
    }

    /// <summary>Sends one mention by a webhook, without waiting for its card; gives its id.</summary>
    public async Task<long> SendMentionAsync(string text, string? author = null)
    {
        string id = $"t{Interlocked.Increment(ref s_sent)}";
        JsonObject report = await PostAsync("/ingest/test", new
        {
            externalId = id,
            text,
            url = $"https://example.com/posts/{id}",
            author = author is null ? null : new { name = author, handle = author },
        });
        report["rejectedCount"]!.GetValue<long>().ShouldBe(0);
        return await Eventually(
            () => Database.ReadAsync(connection => connection.ExecuteScalarAsync<long?>("SELECT id FROM mention WHERE external_id = @id", new { id })), $"mention {id} in the store") ?? 0;
    }

    /// <summary>Sends JSON and reads JSON.</summary>
    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(path, body);
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach ((_, string category, string text) in Logs.Lines.Where(line => line.Level >= LogLevel.Warning).Take(50))
        {
            TestContext.Current.SendDiagnosticMessage($"{category}: {text}");
        }

        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        (Clock as RunningClock)?.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
