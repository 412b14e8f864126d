using System.Text.Json.Nodes;
using ChatTriage.Platforms;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Slack;

/// <summary>The program in Socket Mode with a line that can be cut, and channels in which each question is counted.</summary>
public sealed class SocketStage : IAsyncDisposable
{
    /// <summary>How many web sockets the program holds here.</summary>
    public const int Sockets = 2;

    private bool _isStopped;

    private SocketStage(SlackBox box, SlackProxy line, TestApp app) => (Box, Line, App, People) = (box, line, app, new SlackDriver(box, app));

    /// <summary>The workspace.</summary>
    public SlackBox Box { get; }

    /// <summary>What lies between.</summary>
    public SlackProxy Line { get; }

    /// <summary>The program.</summary>
    public TestApp App { get; }

    /// <summary>What people do.</summary>
    public SlackDriver People { get; }

    /// <summary>Starts everything and waits for the sockets.</summary>
    /// <param name="rooms">How many channels there are to ask questions in: see <see cref="Room"/>.</param>
    /// <param name="folder">Where the database lies; nothing means a folder that is deleted at the end.</param>
    /// <param name="settings">Settings that differ.</param>
    public static async Task<SocketStage> StartAsync(int rooms = 1, string? folder = null, params (string Key, string? Value)[] settings)
    {
        string[] everybody = [SlackDriver.Alice, SlackDriver.Bob, "U0TRIAGE01"];
        SlackBox box = await SlackBox.StartAsync(new
        {
            transport = "socket",
            timeScale = 0.001,
            channels = new[] { SlackDriver.Triage, SlackDriver.CustomerService, SlackDriver.PublicRelations }.Concat(Enumerable.Range(0, rooms).Select(Room))
                .Select(id => new { id, name = id.ToLowerInvariant(), members = everybody }),
        });
        var line = new SlackProxy(box.ApiBaseUrl);
        Dictionary<string, string?> all = SlackStage.Settings(box, socket: true).ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach ((string key, string? value) in settings.Prepend(("Slack:ApiBaseUrl", line.ApiBaseUrl)))
        {
            all[key] = value;
        }

        TestApp app = await TestApp.StartAsync(new TestAppOptions { RealTime = true, Folder = folder, Settings = [.. all.Select(setting => (setting.Key, setting.Value))] });
        var stage = new SocketStage(box, line, app);
        await stage.ShouldBeConnectedAsync();
        return stage;
    }

    /// <summary>A channel to ask a question in.</summary>
    public static string Room(int number) => $"C0ROOM{number:0000}";

    /// <summary>Waits until so many sockets are open that Slack uses.</summary>
    public Task<bool> ShouldBeConnectedAsync(int sockets = Sockets, int seconds = 20) => TestApp.Eventually(async () => await OpenAsync() >= sockets, $"{sockets} sockets", seconds);

    /// <summary>Sockets that Slack uses.</summary>
    public async Task<int> OpenAsync() => (await Box.StateAsync())["sockets"]!.AsArray().Count(socket => !(bool)socket!["draining"]!);

    /// <summary>How often the program asked for a socket.</summary>
    public async Task<int> AskedAsync() => (await Box.CallsAsync("apps.connections.open")).Count;

    /// <summary>Somebody asks a question; delivered again under the same id until it is acknowledged, as Slack does. How often that was.</summary>
    public async Task<int> AskAsync(int room)
    {
        var args = new { user = SlackDriver.Alice, channel = Room(room), text = "mentions brightwater today", event_id = $"EvRoom{room}", retries = false };
        for (int times = 1; ; times++)
        {
            if (new SlackDelivery((await Box.PostAsync("mention", args))!.AsObject()).Acked)
            {
                return times;
            }

            await Task.Delay(200);
        }
    }

    /// <summary>The owner presses *Customer service* on a card; again until Slack shows no error.</summary>
    public async Task<int> DecideAsync(string messageTs, long mention, long version)
    {
        var args = new { user = SlackDriver.Alice, channel = SlackDriver.Triage, ts = messageTs, action_id = "customer-service", value = $"{mention}/{version}/Triage//", force = true };
        for (int times = 1; ; times++)
        {
            if ((await Box.ClickAsync(args)).Acked)
            {
                return times;
            }

            await Task.Delay(200);
        }
    }

    /// <summary>Stores mentions without waiting for their cards, which take a second each; gives ids and versions.</summary>
    public async Task<IReadOnlyList<(long Id, long Version)>> StoreAsync(int count)
    {
        string lines = string.Join('\n', Enumerable.Range(0, count).Select(i => $$"""{"externalId": "bulk{{i}}", "text": "brightwater {{i}}"}"""));
        using var content = new StringContent(lines, System.Text.Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await App.Http.PostAsync("/ingest/bulk", content);
        response.EnsureSuccessStatusCode();
        return [.. await App.Database.ReadAsync(connection => Dapper.SqlMapper.QueryAsync<(long, long)>(connection, "SELECT id, version FROM mention WHERE source = 'bulk' ORDER BY id"))];
    }

    /// <summary>How many lines of a verb each mention has in the ledger.</summary>
    public async Task<IReadOnlyDictionary<long, long>> LinesAsync(string verb) => (await App.Database.ReadAsync(connection =>
        Dapper.SqlMapper.QueryAsync<(long Mention, long Lines)>(connection, "SELECT mention_id, count(*) FROM ledger WHERE verb = @verb GROUP BY mention_id", new { verb })))
        .ToDictionary(row => row.Mention, row => row.Lines);

    /// <summary>What the program says about Slack, if anything is wrong.</summary>
    public string? Trouble => App.Services.GetRequiredService<ChatPlatforms>().InTrouble().Select(platform => platform.Trouble).SingleOrDefault();

    /// <summary>Nothing was done that a correct client never does.</summary>
    public async Task ShouldBeWithoutViolationsAsync() => (await Box.FindingsAsync()).Violations.ShouldBeEmpty();

    /// <summary>Stops the program, in good order.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await App.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Line.Dispose();
        await Box.DisposeAsync();
    }
}
