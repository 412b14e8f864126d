using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Claiming;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Slack;

/// <summary>The program connected to a Slack workspace in a box: everything goes through Slack's own ways in and out.</summary>
public sealed class SlackStage : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan OneStep = TimeSpan.FromSeconds(20);

    private SlackStage(SlackBox box, TestApp app)
    {
        (Box, App, People) = (box, app, new SlackDriver(box, app));
        box.Ahead = () => ((RunningClock)app.Clock).Ahead;
    }

    /// <summary>The workspace.</summary>
    public SlackBox Box { get; }

    /// <summary>The program.</summary>
    public TestApp App { get; }

    /// <summary>What people do in it.</summary>
    public SlackDriver People { get; }

    /// <summary>Starts both.</summary>
    /// <param name="config">What the box shall do otherwise; see its README.</param>
    /// <param name="socket">Socket Mode instead of HTTP.</param>
    /// <param name="redis">Connection string of Redis; nothing means without.</param>
    /// <param name="settings">More settings of the program.</param>
    public static async Task<SlackStage> StartAsync(object? config = null, bool socket = false, string? redis = null, params (string Key, string? Value)[] settings)
    {
        SlackBox box = await SlackBox.StartAsync(Workspace(config, socket));
        try
        {
            TestApp app = await TestApp.StartAsync(new TestAppOptions { RealTime = true, Redis = redis, Settings = With(Settings(box, socket), settings) });
            if (socket)
            {
                await TestApp.Eventually(async () => (await box.StateAsync())["sockets"]!.AsArray().Count > 0, "a socket");
            }
            else
            {
                await box.ConfigAsync(new { urls = Urls(app) });
            }

            return new SlackStage(box, app);
        }
        catch
        {
            await box.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where Slack sends what to the program.</summary>
    public static object Urls(TestApp app) => new
    {
        events = new Uri(app.Http.BaseAddress!, "/slack/events"),
        interactivity = new Uri(app.Http.BaseAddress!, "/slack/interactivity"),
        commands = new Uri(app.Http.BaseAddress!, "/slack/commands"),
    };

    /// <summary>Settings of a program that lives in Slack alone.</summary>
    public static IReadOnlyList<(string Key, string? Value)> Settings(SlackBox box, bool socket = false) =>
    [
        ("Slack:ApiBaseUrl", box.ApiBaseUrl),
        ("Slack:BotToken", box.BotToken),
        ("Slack:SigningSecret", box.SigningSecret),
        ("Slack:Mode", socket ? "Socket" : "Http"),
        ("Slack:AppToken", socket ? box.AppToken : null),
        ("Brands:0:Name", "Brightwater"),
        ("Brands:0:Match", "brightwater"),
        ("Triage:Channels:0", $"slack:{SlackDriver.Triage}"),
        ("Triage:Owners:0", $"slack:{SlackDriver.Alice}"),
        ("Desks:CustomerService:Channels:0", $"slack:{SlackDriver.CustomerService}"),
        ("Desks:PublicRelations:Channels:0", $"slack:{SlackDriver.PublicRelations}"),
    ];

    /// <summary>
    /// Moves the clock until all that waits for its turn is out, without waiting for it. Not while the box itself asks for a pause, which it counts
    /// in real time.
    /// </summary>
    public Task<bool> SettleAsync() => TestApp.Eventually(
        async () =>
        {
            await PassAsync(TimeSpan.FromSeconds(1));
            return await CountAsync("SELECT count(*) FROM outbox WHERE state IN ('ready', 'taken') AND due_at <= @soon", new { soon = (App.Clock.GetUtcNow() + Soon).Stored() }) == 0;
        },
        "everything to be out",
        seconds: 120);

    /// <summary>
    /// Moves the clock and runs what it makes due, where something is meant to go on waiting. What is being sent is sent first: a delivery that seemed
    /// to last half a minute would be taken for lost.
    /// </summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= OneStep)
        {
            await TestApp.Eventually(async () => await CountAsync("SELECT count(*) FROM outbox WHERE state = 'taken'") == 0, "what is being sent");
            ((RunningClock)App.Clock).Shift(left < OneStep ? left : OneStep);
            await App.Services.GetRequiredService<Sweeper>().SweepAsync();
            App.Services.GetRequiredService<WakeUp>().Signal();
        }
    }

    /// <summary>A number out of the store.</summary>
    public Task<long> CountAsync(string sql, object? parameters = null) => App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, parameters));

    /// <summary>Nothing that the box would complain about happened, and the ledger adds up.</summary>
    public async Task ShouldBeInOrderAsync()
    {
        await App.DrainOutboxAsync();
        await Box.ShouldBeContentAsync();
        await ShouldAddUpAsync();
    }

    /// <summary>The ledger adds up.</summary>
    public async Task ShouldAddUpAsync()
    {
        LedgerAudit audit = await LedgerAudit.RunAsync(App.Database);
        audit.Faults.ShouldBeEmpty();
        audit.AddsUp.ShouldBeTrue();
    }

    /// <summary>What <c>/health/ready</c> says.</summary>
    public Task<string> HealthAsync() => App.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Box.DisposeAsync();
    }

    /// <summary>A setting said twice counts as it was said last.</summary>
    private static (string, string?)[] With(IEnumerable<(string Key, string? Value)> settings, IEnumerable<(string Key, string? Value)> others) =>
        [.. settings.Concat(others).GroupBy(setting => setting.Key).Select(setting => setting.Last())];

    /// <summary>People and channels of the workspace.</summary>
    public static JsonObject Workspace(object? config, bool socket)
    {
        string bot = "U0TRIAGE01";
        JsonObject workspace = JsonSerializer.SerializeToNode(new
        {
            transport = socket ? "socket" : "http",
            timeScale = 0.001,
            users = new object[]
            {
                new { id = SlackDriver.Alice, name = "alice", real_name = "Alice Anderson", email = "alice@acme.test", tz = "Europe/Berlin" },
                new { id = SlackDriver.Bob, name = "bob", real_name = "Bob Brown", email = "bob@acme.test", tz = "America/New_York" },
                new { id = SlackDriver.Carol, name = "carol", real_name = "Carol Chen", email = "carol@acme.test", tz = "Europe/London" },
                new { id = SlackDriver.Eve, name = "eve", real_name = "Eve of Partner", email = "eve@partner.test", team_id = "T0PARTNER1", is_stranger = true },
            },
            channels = new object[]
            {
                new { id = SlackDriver.Triage, name = "triage", members = new[] { SlackDriver.Alice, SlackDriver.Bob, SlackDriver.Carol, bot } },
                new { id = SlackDriver.CustomerService, name = "customer-service", members = new[] { SlackDriver.Alice, SlackDriver.Bob, SlackDriver.Carol, bot } },
                new { id = SlackDriver.PublicRelations, name = "pr", members = new[] { SlackDriver.Alice, SlackDriver.Bob, bot } },
                new { id = SlackDriver.Shared, name = "shared", is_ext_shared = true, members = new[] { SlackDriver.Alice, SlackDriver.Bob, SlackDriver.Eve, bot } },
                new { id = "C0ARCHIVE1", name = "old", is_archived = true, members = new[] { bot } },
                new { id = "C0GENERAL1", name = "general", members = new[] { SlackDriver.Alice, SlackDriver.Bob } },
            },
        })!.AsObject();
        if (config is not null)
        {
            foreach ((string key, JsonNode? value) in JsonSerializer.SerializeToNode(config)!.AsObject())
            {
                workspace[key] = value?.DeepClone();
            }
        }

        return workspace;
    }
}
