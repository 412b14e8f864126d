using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatTriage.Platforms;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Slack;

/// <summary>Socket Mode: whatever happens to the line, what Slack sends is done, and done once.</summary>
public sealed class SocketModeTests
{
    private const int Rounds = 20;
    private const int PerRound = 50;

    [Theory]
    [Trait("Kind", "Slow")]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("drop")]
    public async Task A_Thousand_Envelopes_Survive_Twenty_Reconnects(string how)
    {
        await using SocketStage stage = await SocketStage.StartAsync(rooms: Rounds * PerRound / 2);
        SlackCard card = await stage.People.MentionWithCardAsync();
        IReadOnlyList<(long Id, long Version)> mentions = await stage.StoreAsync(Rounds * PerRound / 2);

        for (int round = 0; round < Rounds; round++)
        {
            int first = round * PerRound / 2;
            Task[] sending =
            [
                .. Enumerable.Range(first, PerRound / 2).SelectMany(i => new Task[]
                {
                    AfterAsync(() => stage.AskAsync(i)), AfterAsync(() => stage.DecideAsync(card.Ts, mentions[i].Id, mentions[i].Version)),
                }),
            ];
            await AfterAsync(() => EndSocketsAsync(stage, how));
            await Task.WhenAll(sending);
            await stage.ShouldBeConnectedAsync();
        }

        await TestApp.Eventually(async () => (await stage.LinesAsync(Verbs.CustomerService)).Count == mentions.Count, "every click to be done", seconds: 60);
        (await stage.LinesAsync(Verbs.CustomerService)).Values.ShouldAllBe(lines => lines == 1);
        JsonObject answers = await TestApp.Eventually(async () => (await stage.Box.StateAsync())["messages"]!.AsObject() is var all && Rooms(all).Count() == mentions.Count ? all : null, "every question to be answered", seconds: 60);
        Rooms(answers).ShouldAllBe(room => room.Count == 1);

        (await stage.AskedAsync()).ShouldBeGreaterThanOrEqualTo(Rounds * SocketStage.Sockets);
        await stage.ShouldBeWithoutViolationsAsync();
        if (how != "drop")
        {
            // The line never broke: whatever went onto it was acknowledged on it.
            (await stage.Box.DeliveriesAsync()).Select(delivery => (string?)delivery.Raw["reason"]).ShouldNotContain("timeout");
        }
    }

    [Fact]
    [Trait("Kind", "Slow")]
    public async Task A_Silent_Line_Is_Noticed_And_Replaced()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        stage.Line.Silence();

        await TestApp.Eventually(async () => await stage.AskedAsync() >= 2 * SocketStage.Sockets, "new sockets in the place of silent ones", seconds: 40);
        await TestApp.Eventually(async () => await stage.OpenAsync() == SocketStage.Sockets, "the silent ones to be gone");
        (await stage.AskAsync(0)).ShouldBe(1);
        await stage.ShouldBeWithoutViolationsAsync();
    }

    [Fact]
    public async Task App_Token_That_Is_Not_Taken_Is_Said_And_Tried_Again_Each_Minute()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        await stage.Box.TokenAsync(new { revoked = true }, stage.Box.AppToken);
        await stage.Box.DisconnectAsync("refresh_requested");

        await TestApp.Eventually(async () => stage.Trouble is not null, "trouble");
        stage.Trouble!.ShouldContain("Slack:AppToken is not accepted (apps.connections.open: token_revoked)");
        (await stage.App.Http.GetStringAsync("/health/ready")).ShouldBe("Degraded");
        stage.App.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains("Slack:AppToken is not accepted", StringComparison.Ordinal));

        await stage.Box.TokenAsync(new { revoked = false }, stage.Box.AppToken);
        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromMinutes(1.1));
        await stage.ShouldBeConnectedAsync();
        await TestApp.Eventually(async () => stage.Trouble is null, "no trouble");
        stage.App.Logs.Lines.ShouldNotContain(line => line.Text.Contains(stage.Box.AppToken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Socket_Mode_That_Was_Switched_Off_Is_Left_Alone()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        await stage.Box.DisconnectAsync("link_disabled");

        await TestApp.Eventually(async () => stage.Trouble is not null && await stage.OpenAsync() == 0, "trouble");
        stage.Trouble!.ShouldContain("Socket Mode is switched off");
        await Task.Delay(TimeSpan.FromSeconds(3));
        (await stage.AskedAsync()).ShouldBe(SocketStage.Sockets);

        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromMinutes(1.1));
        await stage.ShouldBeConnectedAsync();
        await TestApp.Eventually(async () => stage.Trouble is null, "no trouble");
    }

    [Fact]
    public async Task Slack_That_Is_Away_Is_Said_After_Half_A_Minute()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        stage.Line.GoAway();

        await TestApp.Eventually(async () => stage.App.Logs.Lines.Any(line => line.Text.Contains("No web socket to Slack for now", StringComparison.Ordinal)), "the first try");
        stage.Trouble.ShouldBeNull();
        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromSeconds(31));
        stage.Trouble.ShouldNotBeNull().ShouldContain("no web socket to Slack since");
    }

    [Fact]
    public async Task More_Sockets_Than_Slack_Allows_Are_Not_Asked_For_Again_And_Again()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        using var others = new OtherSockets();
        await others.FillAsync(stage.Box, 10 - SocketStage.Sockets);
        await stage.Box.PostAsync("disconnect", new { reason = "warning", closeMs = 60_000, all = false });

        await TestApp.Eventually(async () => stage.App.Logs.Lines.Any(line => line.Text.Contains("allows this app no more web sockets", StringComparison.Ordinal)), "the limit");
        int asked = await stage.AskedAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        (await stage.AskedAsync()).ShouldBe(asked);
    }

    [Fact]
    public async Task A_Pause_That_Slack_Wants_Is_Kept_By_All_Sockets_Together()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        await stage.Box.FaultAsync(new { match = "apps.connections.open", status = 429, retryAfter = 4 });
        await stage.Box.DisconnectAsync("refresh_requested");

        await stage.ShouldBeConnectedAsync();
        await stage.ShouldBeWithoutViolationsAsync();
        stage.App.Logs.Lines.ShouldContain(line => line.Text.Contains("No web socket to Slack for now: apps.connections.open: ratelimited for 4 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ws://slack.example.com/link/?ticket=1")]
    [InlineData("http://127.0.0.1:1/link/")]
    [InlineData("nowhere")]
    public async Task Address_That_Is_Not_Encrypted_Is_Not_Used(string url)
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        await stage.Box.FaultAsync(new { match = "apps.connections.open", raw = $$"""{"ok": true, "url": "{{url}}"}""" });
        await stage.Box.DisconnectAsync("refresh_requested");

        await stage.ShouldBeConnectedAsync();
        stage.App.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains("that is not encrypted; it was not used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3_000_000, true)]
    [InlineData(5_000_000, false)]
    public async Task Large_Message_Is_Taken_And_One_Beyond_Measure_Ends_Nothing(int size, bool isTaken)
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        SlackDelivery large = await stage.Box.EventAsync(new { type = "app_home_opened", user = SlackDriver.Alice, tab = "messages", filler = new string('x', size) }, new { retries = false });

        large.Acked.ShouldBe(isTaken);
        (await stage.AskAsync(0)).ShouldBe(1);
        (await stage.AskedAsync()).ShouldBe(SocketStage.Sockets);
        await stage.ShouldBeWithoutViolationsAsync();
    }

    [Fact]
    public async Task What_Cannot_Be_Stored_Is_Not_Acknowledged_And_Comes_Again()
    {
        await using SocketStage stage = await SocketStage.StartAsync();
        using var other = new SqliteConnection($"Data Source={Path.Combine(stage.App.Folder, "chattriage.db")};Pooling=False");
        await other.OpenAsync();
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        Task<int> asking = stage.AskAsync(0);
        await TestApp.Eventually(async () => stage.App.Logs.Lines.Any(line => line.Text.Contains("could not be taken", StringComparison.Ordinal)), "a store that is away");
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();

        (await asking).ShouldBeGreaterThan(1);
        await TestApp.Eventually(async () => (await stage.People.MessagesAsync(SocketStage.Room(0))).Count == 1, "the answer");
        await stage.ShouldBeWithoutViolationsAsync();
    }

    [Fact]
    public async Task Stopping_Finishes_What_Was_Acknowledged()
    {
        using var folder = new ScratchFolder();
        await using SocketStage stage = await SocketStage.StartAsync(folder: folder.Path);
        SlackCard card = await stage.People.MentionWithCardAsync();
        IReadOnlyList<(long Id, long Version)> mentions = await stage.StoreAsync(60);

        int acknowledged = 0;
        Task[] pressing =
        [
            .. mentions.Select(async (mention, i) =>
            {
                await Task.Delay(i * 10);
                SlackDelivery click = await stage.Box.ClickAsync(new
                {
                    user = SlackDriver.Alice, channel = SlackDriver.Triage, ts = card.Ts, action_id = "customer-service", value = $"{mention.Id}/{mention.Version}/Triage//", force = true,
                });
                Interlocked.Add(ref acknowledged, click.Acked ? 1 : 0);
            }),
        ];
        await TestApp.Eventually(async () => Volatile.Read(ref acknowledged) > 5, "some clicks");
        await stage.StopAsync();
        await Task.WhenAll(pressing);

        await stage.ShouldBeWithoutViolationsAsync();
        acknowledged.ShouldBeLessThan(mentions.Count);
        using var store = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "chattriage.db")};Pooling=False");
        (await Dapper.SqlMapper.ExecuteScalarAsync<long>(store, "SELECT count(*) FROM ledger WHERE verb = 'customer-service'")).ShouldBeGreaterThanOrEqualTo(acknowledged);
    }

    private static async Task AfterAsync(Func<Task> work)
    {
        await Task.Delay(Random.Shared.Next(600));
        await work();
    }

    private static Task EndSocketsAsync(SocketStage stage, string how)
    {
        if (how == "drop")
        {
            stage.Line.Cut();
            return Task.CompletedTask;
        }

        return stage.Box.DisconnectAsync(how, closeMs: how == "warning" ? 1500 : null);
    }

    private static IEnumerable<JsonArray> Rooms(JsonObject messages) =>
        messages.Where(channel => channel.Key.StartsWith("C0ROOM", StringComparison.Ordinal)).Select(channel => channel.Value!.AsArray()).Where(room => room.Count > 0);

    /// <summary>Sockets of the same app that somebody else holds.</summary>
    private sealed class OtherSockets : IDisposable
    {
        private readonly List<ClientWebSocket> _sockets = [];

        public async Task FillAsync(SlackBox box, int count)
        {
            using var http = new HttpClient { BaseAddress = new Uri(box.ApiBaseUrl) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", box.AppToken);
            for (int i = 0; i < count; i++)
            {
                using HttpResponseMessage response = await http.PostAsync(new Uri("apps.connections.open", UriKind.Relative), content: null);
                var socket = new ClientWebSocket();
                _sockets.Add(socket);
                await socket.ConnectAsync(new Uri((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["url"]!), CancellationToken.None);
            }
        }

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
    }
}
