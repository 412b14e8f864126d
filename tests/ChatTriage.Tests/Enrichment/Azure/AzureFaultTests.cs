using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>Whatever Azure does, the card goes out, and what can still be learnt is learnt later.</summary>
public sealed class AzureFaultTests
{
    private const string Text = "I love my @brightwater filter";

    [Fact]
    public async Task Short_Fault_Is_Repeated_At_Once()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(500, Times: 1));
        stage.Azure.Fail(new AzureFault(503, RetryAfter: "0", Times: 1));

        await stage.ReadByAzureAsync(await stage.SendAsync(Text));

        stage.Azure.Requests.ShouldBe(4);
        (await stage.RecordsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Service_That_Is_Down_For_An_Hour_Is_Given_Up_And_The_Card_Was_There_At_Once()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(501));
        long id = await stage.SendAsync(Text);

        ShownCard card = await stage.CardAsync(id);
        card.Card.ToJsonString().ShouldNotContain("read by Azure");
        Mention row = await stage.PostponedAsync(id);
        (await stage.RecordsAsync()).ShouldBe(0, "what the service refused is not paid");
        var waits = new List<TimeSpan>();
        while (row.AnalyseAt is { } at)
        {
            waits.Add(at - stage.App.Clock.GetUtcNow());
            stage.Pass(waits[^1]);
            row = await TestApp.Eventually(async () => await stage.RowAsync(id) is var now && (now.AnalyseAt is null || IsNew(now, at, stage)) ? now : null, "another try");
        }

        waits[0].ShouldBe(TimeSpan.FromSeconds(5));
        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromMinutes(75));
        waits.Count.ShouldBeLessThan(20);
        (row.AnalysedBy == AnalysisEngine.Azure).ShouldBeFalse();
        (await stage.AnalysedAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_An_Outage_The_Card_Changes_To_What_Azure_Says()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(403));
        long id = await stage.SendAsync(Text);
        await stage.CardAsync(id);
        await stage.PostponedAsync(id);

        stage.Azure.Mend();
        stage.Pass(TimeSpan.FromSeconds(5));

        await stage.CardWithAsync(id, "read by Azure AI Language");
        (await stage.RowAsync(id)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Pause_That_Is_Asked_For_Is_Kept_By_Everybody()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(429, RetryAfter: "40"));
        long id = await stage.SendAsync(Text);
        await stage.CardAsync(id);
        Mention row = await stage.PostponedAsync(id);
        row.AnalyseAt.ShouldBe(stage.App.Clock.GetUtcNow() + TimeSpan.FromSeconds(40));
        int asked = stage.Azure.Requests;
        stage.Azure.Mend();

        // A new one neither asks nor waits.
        long second = await stage.SendAsync("I hate @brightwater");
        await stage.CardAsync(second);
        await TestApp.Eventually(async () => (await stage.RowAsync(second)).AnalyseAt > stage.App.Clock.GetUtcNow() + TimeSpan.FromSeconds(35), "the second to be postponed");
        stage.Azure.Requests.ShouldBe(asked);
        stage.Client.Trouble.ShouldBeNull("a service that says when to come again is well");

        stage.Pass(TimeSpan.FromSeconds(41));
        await stage.ReadByAzureAsync(id);
        await stage.ReadByAzureAsync(second);
    }

    [Fact]
    public async Task Service_That_Does_Not_Answer_Costs_A_Card_Three_Seconds()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Gate = new TaskCompletionSource();
        long id = await stage.SendAsync(Text);
        await TestApp.Eventually(() => Task.FromResult(stage.Azure.Requests == 2), "both questions");

        stage.App.Clock.Advance(TimeSpan.FromSeconds(2.9));
        (await stage.People.CardsAsync(PlaygroundDriver.Triage)).ShouldBeEmpty();
        stage.App.Clock.Advance(TimeSpan.FromSeconds(0.1));
        ShownCard card = await stage.CardAsync(id);

        card.Card.ToJsonString().ShouldNotContain("read by Azure");
        await stage.PostponedAsync(id);
        (await stage.RecordsAsync()).ShouldBe(2, "it may have been read and paid");
        stage.App.Logs.Lines.ShouldContain(line => line.Text.Contains("no answer in time", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"kind\":\"SentimentAnalysisResults\",\"results\":{\"documents\":[{")]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("{\"hello\":1}")]
    [InlineData("[]")]
    [InlineData("{\"results\":{\"documents\":[{\"id\":\"7\",\"sentiment\":\"positive\",\"confidenceScores\":{\"positive\":1,\"neutral\":0,\"negative\":0}},{\"id\":\"1\",\"sentiment\":\"furious\"}]}}")]
    [InlineData("{\"results\":{\"documents\":[null],\"errors\":[null]}}")]
    public async Task Answer_That_Is_None_Changes_Nothing(string body)
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(200, body));

        long id = await stage.SendAsync(Text);
        await stage.CardAsync(id);
        Mention row = await stage.PostponedAsync(id);

        (row.AnalysedBy == AnalysisEngine.Azure).ShouldBeFalse();
        stage.App.Logs.Lines.ShouldNotContain(line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Phrase_That_Is_None_Takes_Nothing_With_It()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(200, "{\"results\":{\"documents\":[{\"id\":\"1\",\"keyPhrases\":[null,\"filter\"]}]}}", Kind: "KeyPhraseExtraction"));

        (await stage.ReadByAzureAsync(await stage.SendAsync(Text))).Phrases.ShouldBe("filter");
    }

    [Fact]
    public async Task Document_That_Is_Left_Open_Is_Asked_About_Again()
    {
        await using AzureStage stage = await AzureStage.StartAsync();

        long id = await stage.SendAsync("@brightwater #leftopen");

        (await stage.PostponedAsync(id)).AnalyseAt.ShouldBe(stage.App.Clock.GetUtcNow() + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Wrong_Key_Is_Told_To_The_Operator_And_Never_Printed()
    {
        const string Wrong = "wrong-key-0123456789";
        await using AzureStage stage = await AzureStage.StartAsync(("Analysis:Azure:Key", Wrong));
        long id = await stage.SendAsync(Text);
        await stage.CardAsync(id);
        await stage.PostponedAsync(id);

        (await stage.App.Http.GetStringAsync(new Uri("health/ready", UriKind.Relative))).ShouldBe("Degraded");
        string status = (await stage.People.AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString();
        status.ShouldContain("ChatTriage is degraded, and nothing is lost");
        status.ShouldContain("no answer (401)");
        stage.App.Logs.Lines.Count(line => line.Level == LogLevel.Warning && line.Category == typeof(AzureLanguageClient).FullName).ShouldBe(1);
        NothingSecretIn(stage.App.Logs, Wrong);
    }

    [Fact]
    public async Task Neither_Key_Nor_Words_Are_Logged()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(400, Times: 2));
        await stage.SettledAsync(await stage.SendAsync("a secret word about @brightwater"));
        await stage.ReadByAzureAsync(await stage.SendAsync("@brightwater has quite different ones, secret word for secret word"));

        NothingSecretIn(stage.App.Logs, AzureDouble.Key, "secret word");
    }

    [Fact]
    public async Task One_Text_For_Which_A_Call_Is_Refused_Does_Not_Take_The_Others_With_It()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        AzureQuestion[] questions = [.. Enumerable.Range(1, 3).Select(i => new AzureQuestion(AzureKind.SentimentAnalysis, $"I love no. {i}", "en"))];
        stage.Azure.Fail(new AzureFault(400, Times: 2));

        IReadOnlyDictionary<AzureQuestion, AzureResult> results = await stage.Reader.ReadAsync(questions, TestContext.Current.CancellationToken);

        // The call with three is refused, then the first alone.
        questions.Select(question => results[question].Reading!.IsRefused).ShouldBe([true, false, false]);
        (await stage.RecordsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task After_Five_Failures_Nobody_Asks_For_A_Minute()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Fail(new AzureFault(404));
        for (int i = 0; i < 5; i++)
        {
            (await FailsAsync(stage, i)).Message.ShouldBe("404 InternalServerError");
        }

        stage.Client.IsReady.ShouldBeFalse();
        (await FailsAsync(stage, 6)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
        stage.Azure.Requests.ShouldBe(5);
        stage.Azure.Mend();

        // Meanwhile a card does not wait for an answer.
        long id = await stage.SendAsync(Text);
        await stage.CardAsync(id);
        stage.Azure.Requests.ShouldBe(5);

        stage.Pass(TimeSpan.FromSeconds(61));
        await stage.CardWithAsync(id, "read by Azure AI Language");
        stage.Client.IsReady.ShouldBeTrue();
        stage.Client.Trouble.ShouldBeNull();
    }

    private static Task<AzureUnavailableException> FailsAsync(AzureStage stage, int n) => Should.ThrowAsync<AzureUnavailableException>(
        () => stage.Client.AskAsync(AzureKind.SentimentAnalysis, [new AzureQuestion(AzureKind.SentimentAnalysis, $"text {n}", "en")], TestContext.Current.CancellationToken));

    /// <summary>Neither the time of the try before nor that until which a worker has taken it.</summary>
    private static bool IsNew(Mention row, DateTimeOffset before, AzureStage stage) => row.AnalyseAt > before && row.AnalyseAt != stage.App.Clock.GetUtcNow() + TimeSpan.FromSeconds(30);

    private static void NothingSecretIn(RecordedLogs logs, params string[] secrets)
    {
        logs.Lines.ShouldNotBeEmpty();
        foreach (string secret in secrets)
        {
            logs.Lines.ShouldAllBe(line => !line.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }
}
