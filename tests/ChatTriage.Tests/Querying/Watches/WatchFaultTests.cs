using ChatTriage.Querying.Watches;
using ChatTriage.Storage;
using ChatTriage.Tests.Ingestion;
using Dapper;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>One fault, of a clock, a drawing or a row, costs no more digests than it must.</summary>
public sealed class WatchFaultTests
{
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

    private static DateTimeOffset Morning(int day) => new(2026, 11, day, 8, 0, 0, TimeSpan.Zero);

    private static async Task<long[]> DoubtsAsync(WatchStage stage) =>
        [.. await stage.App.Database.ReadAsync(connection => connection.QueryAsync<long>("SELECT doubts FROM outbox WHERE kind = 'digest'"))];
}
