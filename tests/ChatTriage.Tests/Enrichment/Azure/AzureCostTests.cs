using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>The same words are paid once, and never more than the settings allow a day.</summary>
public sealed class AzureCostTests
{
    /// <summary>Too short for a story: each mention of it is read on its own.</summary>
    private const string Text = "I love @brightwater";

    [Fact]
    public async Task Same_Words_Are_Paid_Once()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        await stage.ReadByAzureAsync(await stage.SendAsync(Text));

        Mention again = await stage.ReadByAzureAsync(await stage.SendAsync(Text));

        again.Sentiment.ShouldBe(Tone.Positive);
        stage.Azure.Paid("SentimentAnalysis", Text).ShouldBe(1);
        stage.Azure.Paid("KeyPhraseExtraction", Text).ShouldBe(1);
        (await stage.RecordsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Same_Words_At_The_Same_Moment_Are_Paid_Once()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Gate = new TaskCompletionSource();
        long other = await stage.SendAsync("first of all @brightwater");
        await TestApp.Eventually(() => Task.FromResult(stage.Azure.Requests > 0), "a question");
        long[] ids = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.SendAsync(Text)))];

        stage.Azure.Gate.SetResult();
        stage.Azure.Gate = null;

        foreach (long id in ids.Append(other))
        {
            await stage.ReadByAzureAsync(id);
        }

        stage.Azure.Paid("SentimentAnalysis", Text).ShouldBe(1);
        (await stage.RecordsAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Words_In_Another_Language_Or_Asked_For_Something_Else_Are_Another_Question()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        // Nothing in it speaks for a language, so that the source is believed.
        const string Figures = "@brightwater 2/5";
        await stage.ReadByAzureAsync(await stage.SendAsync(Figures, "en"));
        await stage.ReadByAzureAsync(await stage.SendAsync(Figures, "en-GB"));
        stage.Azure.Paid("SentimentAnalysis", Figures).ShouldBe(1, "for Azure it is the same language");

        await stage.ReadByAzureAsync(await stage.SendAsync(Figures, "nl"));

        stage.Azure.Paid("SentimentAnalysis", Figures).ShouldBe(2);
    }

    [Fact]
    public async Task What_Cannot_Be_Read_Is_Not_Asked_Twice()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        await stage.SettledAsync(await stage.SendAsync("@brightwater 2/5", "tlh"));
        int asked = stage.Azure.Requests;

        await stage.SettledAsync(await stage.SendAsync("@brightwater 2/5", "tlh"));

        stage.Azure.Requests.ShouldBe(asked);
    }

    [Fact]
    public async Task Restart_And_Other_Processes_Do_Not_Pay_Again_Where_Redis_Remembers()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using AzureDouble azure = await AzureDouble.StartAsync();
        await using (TestApp before = await AzureStage.AppAsync(azure, new TestAppOptions { Redis = redis.ConnectionString }))
        {
            await AzureStage.ReadByAzureAsync(before, await AzureStage.SendAsync(before, Text));
        }

        await using TestApp after = await AzureStage.AppAsync(azure, new TestAppOptions { Redis = redis.ConnectionString });
        Mention row = await AzureStage.ReadByAzureAsync(after, await AzureStage.SendAsync(after, Text));

        (row.Sentiment, row.ToneConfidence, row.Phrases).ShouldBe((Tone.Positive, 0.94, "@brightwater"));
        azure.Paid("SentimentAnalysis", Text).ShouldBe(1);
        azure.Paid("KeyPhraseExtraction", Text).ShouldBe(1);
    }

    [Fact]
    public async Task Redis_That_Is_Away_Costs_No_Answer()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using AzureDouble azure = await AzureDouble.StartAsync();
        await using TestApp app = await AzureStage.AppAsync(azure, new TestAppOptions { Redis = redis.ConnectionString });
        await AzureStage.ReadByAzureAsync(app, await AzureStage.SendAsync(app, Text));

        await redis.KillAsync();
        await AzureStage.ReadByAzureAsync(app, await AzureStage.SendAsync(app, $"{Text} too"));
        await AzureStage.ReadByAzureAsync(app, await AzureStage.SendAsync(app, Text));

        azure.Paid("SentimentAnalysis", Text).ShouldBe(1, "this process remembers as well");
    }

    [Fact]
    public async Task Two_Processes_Share_The_Work_And_Pay_Each_Text_Once()
    {
        using var folder = new ScratchFolder();
        await using AzureDouble azure = await AzureDouble.StartAsync();
        await using TestApp one = await AzureStage.AppAsync(azure, new TestAppOptions { Folder = folder.Path });
        await using TestApp two = await AzureStage.AppAsync(azure, new TestAppOptions { Folder = folder.Path, Clock = one.Clock });
        string[] texts = [.. Enumerable.Range(0, 120).Select(i => $"I love @brightwater no. {i}")];

        long[] ids = [.. await Task.WhenAll(texts.Select((text, i) => AzureStage.SendAsync(i % 2 == 0 ? one : two, text)))];

        foreach (long id in ids)
        {
            await AzureStage.ReadByAzureAsync(one, id);
        }

        texts.ShouldAllBe(text => azure.Paid("SentimentAnalysis", text) == 1);
        azure.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Beyond_The_Records_Of_The_Day_The_Built_In_Word_Stays()
    {
        await using AzureStage stage = await AzureStage.StartAsync(("Analysis:Azure:DailyRecords", "5"));
        await stage.ReadByAzureAsync(await stage.SendAsync(Text));
        await stage.ReadByAzureAsync(await stage.SendAsync($"{Text} too"));
        (await stage.App.Http.GetStringAsync(new Uri("health/ready", UriKind.Relative))).ShouldBe("Healthy");
        string well = (await stage.People.AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString();
        well.ShouldContain("4 of 5 text records today");

        Mention beyond = await stage.SettledAsync(await stage.SendAsync($"{Text} so"));
        long next = await stage.SendAsync($"{Text} now");

        beyond.AnalysedBy.ShouldBe(AnalysisEngine.Local, "one record is left, and nobody wants Azure's tone with another engine's phrases");
        (await stage.RowAsync(next)).AnalyseAt.ShouldBeNull("nobody asks, and its card does not wait");
        await stage.CardAsync(next);
        (await stage.App.Http.GetStringAsync(new Uri("health/ready", UriKind.Relative))).ShouldBe("Degraded");
        string status = (await stage.People.AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString();
        status.ShouldContain("5 text records are used up; the built-in model alone reads until midnight UTC");
        stage.App.Logs.Lines.Count(line => line.Level == LogLevel.Warning && line.Text.Contains("text records of 2026-11-23 are used up", StringComparison.Ordinal)).ShouldBe(1);

        // A new day: what was asked before is still known, and new words can be asked about.
        stage.App.Clock.Advance(TimeSpan.FromHours(10));
        await stage.ReadByAzureAsync(await stage.SendAsync("a new day with @brightwater"));
        (await stage.App.Http.GetStringAsync(new Uri("health/ready", UriKind.Relative))).ShouldBe("Healthy");
    }

    [Fact]
    public async Task What_Is_Refused_After_Midnight_Is_Given_Back_To_The_Day_That_It_Was_Taken_From()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.App.Clock.Advance(new TimeSpan(9, 59, 59));
        stage.Azure.Gate = new TaskCompletionSource();
        stage.Azure.Fail(new AzureFault(403));
        long id = await stage.SendAsync(Text);
        await TestApp.Eventually(() => Task.FromResult(stage.Azure.Requests == 2), "both questions");
        stage.App.Clock.Advance(TimeSpan.FromSeconds(2));
        await Usage(stage.App).TakeAsync([7], TestContext.Current.CancellationToken);

        stage.Azure.Gate.SetResult();
        await stage.PostponedAsync(id);

        IEnumerable<(string, long)> days = await stage.App.Database.ReadAsync(connection => connection.QueryAsync<(string, long)>("SELECT day, records FROM azure_usage ORDER BY day"));
        days.ShouldBe([("2026-11-23", 0), ("2026-11-24", 7)]);
    }

    [Fact]
    public async Task Records_Of_The_Day_Are_Known_After_A_Restart()
    {
        using var folder = new ScratchFolder();
        await using AzureDouble azure = await AzureDouble.StartAsync();
        TestAppOptions options = new() { Folder = folder.Path, Settings = [("Analysis:Azure:DailyRecords", "1")] };
        await using (TestApp before = await AzureStage.AppAsync(azure, options))
        {
            await Usage(before).TakeAsync([2], TestContext.Current.CancellationToken);
        }

        await using TestApp after = await AzureStage.AppAsync(azure, options);
        await TestApp.Eventually(() => Task.FromResult(Usage(after).IsUsedUp), "the day's records to be known");

        (await AzureStage.RowAsync(after, await AzureStage.SendAsync(after, Text))).AnalyseAt.ShouldBeNull();
        azure.Requests.ShouldBe(0);
        after.Logs.Lines.ShouldNotContain(line => line.Text.Contains("are used up", StringComparison.Ordinal), "it was told once a day");
    }

    [Fact]
    public async Task Many_At_Once_Never_Take_More_Than_There_Is()
    {
        await using AzureStage stage = await AzureStage.StartAsync(("Analysis:Azure:DailyRecords", "101"));

        int[] taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Usage(stage.App).TakeAsync([2, 2, 2], TestContext.Current.CancellationToken)));

        taken.Sum().ShouldBe(50);
        (await stage.RecordsAsync()).ShouldBe(100);
    }

    private static AzureUsage Usage(TestApp app) => app.Services.GetRequiredService<AzureUsage>();
}
