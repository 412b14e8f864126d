using ChatTriage.Mentions;
using ChatTriage.Querying.Watches;
using ChatTriage.Storage;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>One fault, of a clock, a drawing or a row, costs no more digests than it must.</summary>
public sealed class WatchFaultTests
{
    /// <summary>A machine that wakes with a wrong date has it corrected within minutes; its watches were silent for a month.</summary>
    [Fact]
    public async Task A_Clock_That_Is_Far_Ahead_For_A_Moment_Silences_No_Watch()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-watch-").FullName;
        try
        {
            await using (WatchStage before = await WatchStage.StartAsync(folder: folder))
            {
                await before.WatchAsync(WatchStage.Ana, "acme today", "daily");
                await before.WatchAsync(WatchStage.Ben, "acme this week", "weekly");
                await before.WatchAsync(WatchStage.Ana, "rival today", "change");
            }

            // The gate to the platform goes by a clock that is never set, which only a program of its own has here.
            await using (WatchStage ahead = await WatchStage.StartAsync("2026-12-23T14:00:00Z", folder: folder))
            {
                await ahead.RunAsync();
                await ahead.App.SendMentionAsync("rival one");
                await ahead.AtAsync("2026-12-23T14:02:00Z");
                (await ahead.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT min(next_at) FROM watch"))).ShouldBeGreaterThan(ahead.Now.ToMicroseconds());
            }

            await using WatchStage after = await WatchStage.StartAsync("2026-11-23T14:05:00Z", folder: folder);
            (await after.RunAsync()).ShouldBe(0, "nothing is sent for it");
            await after.App.SendMentionAsync("rival two");
            await after.AtAsync("2026-11-23T15:10:00Z");
            after.Digests(WatchStage.Ana.Address).ShouldBe(["1 new: rival today"]);
            await after.AtAsync("2026-11-24T08:00:00Z");
            await after.AtAsync("2026-11-25T08:00:00Z");
            await after.AtAsync("2026-11-30T08:00:00Z");

            after.Slots(WatchStage.Ana.Address).Skip(1).ShouldBe([Morning(24), Morning(25), Morning(30)]);
            after.Slots(WatchStage.Ben.Address).ShouldBe([Morning(30)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("2026-11-23T10:00:00Z", "almost a day")]
    [InlineData("2026-10-20T12:00:00Z", "more than a month")]
    public async Task A_Clock_That_Is_Far_Behind_For_A_Moment_Sends_Nothing_Twice(string behind, string why)
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.AtAsync("2026-11-24T08:00:00Z");
        await stage.AtAsync(behind);
        await stage.AtAsync("2026-11-24T08:30:00Z");
        stage.Slots(WatchStage.Ana.Address).ShouldBe([Morning(24)], why);
        await stage.AtAsync("2026-11-25T08:00:00Z");
        stage.Slots(WatchStage.Ana.Address).ShouldBe([Morning(24), Morning(25)], why);
    }

    /// <summary>The platform was not asked, so nobody need look for it there, and the next one may take its place.</summary>
    [Fact]
    public async Task A_Digest_That_Cannot_Be_Drawn_Gives_Way_To_The_Next()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.App.SendMentionAsync("acme this afternoon");
        await stage.App.Database.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM rollup_hour");
        await stage.App.Database.ExecuteAsync("UPDATE rollup_hour SET counts = 'spoilt'");
        (await stage.AtAsync("2026-11-24T08:00:00Z")).ShouldBe(1);
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty();
        (await DoubtsAsync(stage)).ShouldBe([0]);

        // At the same moment, at which the row before is not due again.
        DateTimeOffset noon = Morning(24).AddHours(4);
        Watch watch = await stage.WatchAsync();
        await stage.App.Database.WriteAsync(async session =>
        {
            await WatchRows.EnqueueAsync(session, watch, new DigestOrder(noon), noon);
            return 0;
        });
        (await DoubtsAsync(stage)).ShouldBe([0], "one, not two");

        await stage.App.Database.ExecuteAsync("UPDATE rollup_hour SET counts = (SELECT counts FROM kept WHERE kept.brand = rollup_hour.brand AND kept.hour = rollup_hour.hour)");
        await stage.AtAsync(noon);
        stage.Slots(WatchStage.Ana.Address).ShouldBe([noon]);
        stage.Platform.Calls.Select(call => call.Kind).ShouldNotContain("find");
    }

    [Fact]
    public async Task A_Row_That_Cannot_Be_Read_Keeps_No_Other_From_Being_Answered()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        long spoilt = (await stage.WatchAsync()).Id;
        await stage.WatchAsync(WatchStage.Ana, "acme today", "change");
        await stage.WatchAsync(WatchStage.Ben, "acme today", "daily");
        await stage.WatchAsync(WatchStage.Ben, "acme today", "change");
        await stage.App.SendMentionAsync("acme one");
        await stage.App.Database.ExecuteAsync("UPDATE watch SET person = 'nobody' WHERE person = @person", new { person = WatchStage.Ana.Address });

        (await stage.AtAsync("2026-11-24T08:00:00Z")).ShouldBe(2);

        stage.Digests(WatchStage.Ben.Address).Order(StringComparer.Ordinal).ShouldBe(["1 new: acme today", "Daily: acme today"]);
        stage.App.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.StartsWith($"Watch {spoilt} cannot be answered", StringComparison.Ordinal));

        await stage.App.Database.ExecuteAsync("UPDATE watch SET person = @person WHERE person = 'nobody'", new { person = WatchStage.Ana.Address });
        await stage.AtAsync("2026-11-24T08:02:00Z");
        stage.Digests(WatchStage.Ana.Address).Order(StringComparer.Ordinal).ShouldBe(["1 new: acme today", "Daily: acme today"]);
    }

    private static DateTimeOffset Morning(int day) => new(2026, 11, day, 8, 0, 0, TimeSpan.Zero);

    private static async Task<long[]> DoubtsAsync(WatchStage stage) =>
        [.. await stage.App.Database.ReadAsync(connection => connection.QueryAsync<long>("SELECT doubts FROM outbox WHERE kind = 'digest'"))];
}
