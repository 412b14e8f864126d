using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>What Azure says stands on the card, and what it does not say leaves the built-in model's word.</summary>
public sealed class AzureWordTests
{
    [Fact]
    public async Task First_Card_Already_Shows_What_Azure_Said()
    {
        await using AzureStage stage = await AzureStage.StartAsync();

        long id = await stage.SendAsync("I love my @brightwater filter");
        Mention row = await stage.ReadByAzureAsync(id);
        long waiting = await WaitingAsync(stage);
        ShownCard card = await stage.CardAsync(id);

        (row.Sentiment, row.ToneConfidence, row.Phrases, row.AnalyseAt, row.Version).ShouldBe((Tone.Positive, 0.94, "@brightwater\nfilter", null, 1));
        card.Card.ToJsonString().ShouldContain("Positive tone, 94 % sure");
        card.Card.ToJsonString().ShouldContain("read by Azure AI Language");
        (await stage.AnalysedAsync(id)).ShouldBe(["Azure AI Language: Positive 0.94"]);
        // The clock has not moved, so the card did not wait out its three seconds; and nothing draws it twice.
        waiting.ShouldBeLessThanOrEqualTo(1);
        await TestApp.Eventually(async () => await WaitingAsync(stage) == 0, "an outbox without anything for later");
        (await stage.RecordsAsync()).ShouldBe(2);
        stage.Azure.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("I hate the @brightwater filter", Tone.Negative, 0.93)]
    [InlineData("@brightwater filter with 3 parts", Tone.Neutral, 0.8)]
    [InlineData("perhaps a @brightwater filter", Tone.Uncertain, 0.4)]
    [InlineData("I love the filter and hate the price, @brightwater", Tone.Mixed, null)]
    public async Task Each_Tone_Is_Taken_Over(string text, Tone tone, double? confidence)
    {
        await using AzureStage stage = await AzureStage.StartAsync();

        Mention row = await stage.ReadByAzureAsync(await stage.SendAsync(text));

        (row.Sentiment, row.ToneConfidence).ShouldBe((tone, confidence));
    }

    [Fact]
    public async Task Counts_By_Tone_Move_With_The_Tone()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        await stage.ReadByAzureAsync(await stage.SendAsync("I hate the @brightwater filter"));

        (string Tone, long N)[] counts = await stage.App.Database.ReadAsync(async connection =>
            (await connection.QueryAsync<(string, long)>("SELECT sentiment, sum(n) FROM rollup WHERE brand <> '' GROUP BY sentiment HAVING sum(n) <> 0")).ToArray());

        counts.ShouldBe([("Negative", 1)]);
    }

    [Fact]
    public async Task Card_That_Nobody_Has_Seen_Yet_Waits_By_The_Urgency_That_Azure_Gave_It()
    {
        // A channel that takes nothing, so that the cards stay in line.
        await using AzureStage stage = await AzureStage.StartAsync(
            ("Triage:Channels:0", "slack:C1"), ("Triage:Owners:0", "slack:U1"), ("Desks:CustomerService:Channels:0", "slack:C2"), ("Desks:PublicRelations:Channels:0", "slack:C3"),
            ("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"));

        Mention urgent = await stage.ReadByAzureAsync(await stage.SendAsync("I hate acme, a scam"));
        Mention usual = await stage.ReadByAzureAsync(await stage.SendAsync("I hate acme"));

        (await PriorityAsync(stage, urgent.Id)).ShouldBe(OutboxPriority.UrgentCard);
        (await PriorityAsync(stage, usual.Id)).ShouldBe(OutboxPriority.NewCard);
    }

    [Fact]
    public async Task Among_Others_One_That_Cannot_Be_Read_Keeps_The_Built_In_Word()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Gate = new TaskCompletionSource();
        long first = await stage.SendAsync("I love my @brightwater filter", "en");
        await UntilAskedAsync(stage);
        long[] ids = [first, await stage.SendAsync("@brightwater 2/5", "tlh"), await stage.SendAsync("I hate @brightwater", "en"), await stage.SendAsync("@brightwater ok", "de-AT")];
        stage.Azure.Gate.SetResult();
        stage.Azure.Gate = null;

        foreach (long id in ids)
        {
            await stage.SettledAsync(id);
            await stage.CardAsync(id);
        }

        (await Task.WhenAll(ids.Select(stage.RowAsync))).Select(row => row.AnalysedBy == AnalysisEngine.Azure).ShouldBe([true, false, true, true]);
        (await stage.RowAsync(ids[2])).Sentiment.ShouldBe(Tone.Negative);
        (await stage.AnalysedAsync(ids[1])).ShouldBeEmpty();
        stage.Azure.Calls.ShouldContain(call => call.Documents.Count == 2, "three were asked about in one call, and one of them failed");
        stage.Azure.Calls.SelectMany(call => call.Documents).ShouldContain(document => document.Language == "de");
    }

    [Fact]
    public async Task Language_Is_Asked_For_Only_Where_Nobody_Knows_It()
    {
        await using AzureStage stage = await AzureStage.StartAsync();

        Mention stated = await stage.ReadByAzureAsync(await stage.SendAsync("@brightwater 2/5", "ca"));
        stage.Azure.Calls.ShouldAllBe(call => call.Kind != "LanguageDetection");
        long id = await stage.SendAsync("@brightwater 44", "en");
        await stage.ReadByAzureAsync(id);
        await AskAnewAsync(stage, id, "¿Dónde está mi filtro?");
        Mention recognised = await stage.ReadByAzureAsync(id);

        stated.Language.ShouldBe("ca");
        recognised.Language.ShouldBe("es");
        stage.Azure.Calls.Where(call => call.Kind == "LanguageDetection").ShouldHaveSingleItem();
        stage.Azure.Calls[^1].Documents.ShouldHaveSingleItem().Language.ShouldBe("es");
        stage.Azure.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Language_That_Azure_Does_Not_Know_Leaves_The_Rest_To_The_Built_In_Model()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        long id = await stage.SendAsync("@brightwater 44", "en");
        await stage.ReadByAzureAsync(id);
        int before = stage.Azure.Requests;

        await AskAnewAsync(stage, id, "12345 !?");
        Mention row = await stage.SettledAsync(id);

        (row.Language, row.AnalysedBy).ShouldBe((null, AnalysisEngine.Local));
        (stage.Azure.Requests - before).ShouldBe(1, "nothing is asked in a language that nobody knows");
    }

    [Theory]
    [InlineData("zh_chs", "zh-Hans")]
    [InlineData("zh_cht", "zh-Hant")]
    [InlineData("(Unknown)", null)]
    [InlineData("pt_br", "pt-br")]
    [InlineData("en", "en")]
    [InlineData(null, null)]
    public void Recognised_Language_Becomes_A_Tag(string? code, string? tag) => AzureLanguages.TagOf(code).ShouldBe(tag);

    [Theory]
    [InlineData("en-US", "en")]
    [InlineData("zh-TW", "zh-hant")]
    [InlineData("zh-Hant-HK", "zh-hant")]
    [InlineData("zh", "zh-hans")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("pt", "pt-PT")]
    [InlineData("nb", "no")]
    public void Tag_Becomes_What_Azure_Calls_The_Language(string tag, string code) => AzureLanguages.CodeOf(tag).ShouldBe(code);

    [Fact]
    public async Task Mention_Edited_While_It_Is_Asked_About_Is_Asked_About_Again()
    {
        await using AzureStage stage = await AzureStage.StartAsync();
        stage.Azure.Gate = new TaskCompletionSource();
        long id = await AzureStage.SendAsync(stage.App, "I love my @brightwater filter", externalId: "edited-1");
        await UntilAskedAsync(stage);

        await AzureStage.SendAsync(stage.App, "I hate my @brightwater filter", externalId: "edited-1");
        stage.Azure.Gate.SetResult();
        stage.Azure.Gate = null;
        Mention row = await stage.ReadByAzureAsync(id);

        row.Sentiment.ShouldBe(Tone.Negative);
        (await stage.AnalysedAsync(id)).ShouldBe(["Azure AI Language: Negative 0.93"], "what was said about the old words is not written");
        await stage.CardWithAsync(id, "Negative tone");
    }

    [Fact]
    public async Task Mention_Decided_While_It_Is_Asked_About_Stays_Decided()
    {
        await using AzureStage stage = await AzureStage.StartAsync(("Analysis:Azure:Timeout", "00:00:10"));
        stage.Azure.Gate = new TaskCompletionSource();
        long id = await stage.SendAsync("I love my @brightwater filter");
        await UntilAskedAsync(stage);
        await stage.App.Database.WriteAsync(session => session.Connection.ExecuteAsync("UPDATE outbox SET due_at = created_at"));
        ShownCard card = await stage.CardAsync(id);

        (await stage.People.ClickAsync(PlaygroundDriver.Owner, card, "customer-service")).Ok.ShouldBeTrue();
        stage.Azure.Gate.SetResult();
        stage.Azure.Gate = null;
        Mention row = await stage.ReadByAzureAsync(id);

        (row.State, row.Category, row.Sentiment).ShouldBe((MentionState.Routed, Category.CustomerService, Tone.Positive));
        await stage.People.CardAsync(PlaygroundDriver.CustomerService, id);
    }

    [Fact]
    public async Task Competitors_And_Strangers_Are_Not_Asked_About()
    {
        await using AzureStage stage = await AzureStage.StartAsync(
            ("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"), ("Brands:1:Name", "Rival"), ("Brands:1:Match", "rival"), ("Brands:1:Kind", "competitor"));

        long[] others = [await stage.SendAsync("I love rival"), await stage.SendAsync("I love nothing")];
        await stage.ReadByAzureAsync(await stage.SendAsync("I love acme"));

        foreach (long id in others)
        {
            (await stage.RowAsync(id)).AnalyseAt.ShouldBeNull();
        }

        stage.Azure.Calls.SelectMany(call => call.Documents).ShouldAllBe(document => document.Text == "I love acme");
    }

    [Fact]
    public async Task Without_An_Endpoint_Nothing_Leaves_The_House()
    {
        await using TestApp app = await TestApp.StartAsync();

        long id = await AzureStage.SendAsync(app, "I love my @brightwater filter");

        (await AzureStage.RowAsync(app, id)).AnalyseAt.ShouldBeNull();
        await new PlaygroundDriver(app.Http).CardAsync(PlaygroundDriver.Triage, id);
        (await new PlaygroundDriver(app.Http).AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString().ShouldNotContain("Azure");
    }

    private static Task<OutboxPriority> PriorityAsync(AzureStage stage, long id) => stage.App.Database.ReadAsync(async connection =>
        (OutboxPriority)await connection.ExecuteScalarAsync<long>("SELECT priority FROM outbox WHERE mention_id = @id", new { id }));

    private static Task<long> WaitingAsync(AzureStage stage) => stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM outbox"));

    private static Task<bool> UntilAskedAsync(AzureStage stage) => TestApp.Eventually(() => Task.FromResult(stage.Azure.Requests > 0), "a question");

    /// <summary>As if the words had come like that, without a language and unread.</summary>
    private static Task<int> AskAnewAsync(AzureStage stage, long id, string text) => stage.App.Database.WriteAsync(session => session.Connection.ExecuteAsync(
        "UPDATE mention SET text = @text, language = NULL, analysed_by = 'Local', analyse_at = received_at WHERE id = @id", new { id, text }));
}
