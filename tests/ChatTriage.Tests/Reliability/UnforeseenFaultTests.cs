using ChatTriage.Querying.Spikes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using ChatTriage.Tests.Querying.Watches;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Reliability;

/// <summary>Faults that nobody thought of, played by rows that somebody else spoilt.</summary>
public sealed class UnforeseenFaultTests
{
    [Fact]
    public async Task What_Runs_Behind_The_Cards_Fails_And_Goes_On_Without_Ending_The_Service()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.App.Database.ExecuteAsync("INSERT INTO spike (brand, kind, began_at, normal, high, peak, peak_at, announced, version) VALUES ('acme', 'Volume', 1000000000000000000, 1, 1, 1, 0, 0, 1)");

        stage.App.Clock.Advance(TimeSpan.FromMinutes(1));
        int failed = await FailedAsync(stage.App, nameof(SpikeWatch), 1);
        stage.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await FailedAsync(stage.App, nameof(SpikeWatch), failed + 1);

        stage.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        await stage.App.Database.ExecuteAsync("UPDATE spike SET began_at = @now", new { now = stage.Now });
        stage.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestApp.Eventually(
            () => stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long?>("SELECT quiet_since FROM spike")), "the spike to be found quiet");
    }

    [Fact]
    public async Task A_Question_That_Cannot_Be_Answered_Says_So_And_The_Next_One_Is_Answered()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await people.MentionWithCardAsync();
        await app.Database.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM rollup_hour");
        await app.Database.ExecuteAsync("UPDATE rollup_hour SET counts = 'spoilt'");

        ClickAnswer answer = await people.AskAsync("playground:noah", "/mentions brightwater today");

        (answer.Text ?? "").ShouldBe("Something went wrong in ChatTriage, so there is no answer. Please ask again in a moment; the log of the server says what it was.");
        app.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.StartsWith("A question could not be answered", StringComparison.Ordinal));
        await app.Database.ExecuteAsync("UPDATE rollup_hour SET counts = (SELECT counts FROM kept WHERE kept.brand = rollup_hour.brand AND kept.hour = rollup_hour.hour)");
        (await people.AskAsync("playground:noah", "/mentions brightwater today")).Card.ShouldNotBeNull();
    }

    private static async Task<int> FailedAsync(TestApp app, string worker, int least) => await TestApp.Eventually(
        () =>
        {
            int failed = app.Logs.Lines.Count(line => line.Category.EndsWith(worker, StringComparison.Ordinal) && line.Text.StartsWith("This pass failed", StringComparison.Ordinal));
            return Task.FromResult(failed >= least ? (int?)failed : null);
        },
        $"a failed pass of {worker}") ?? 0;
}
