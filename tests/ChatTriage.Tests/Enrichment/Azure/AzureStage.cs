using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>The program with Azure AI Language connected, as the double speaks it.</summary>
public sealed class AzureStage : IAsyncDisposable
{
    private static int s_next;

    private AzureStage(AzureDouble azure, TestApp app) => (Azure, App, People) = (azure, app, new PlaygroundDriver(app.Http));

    /// <summary>The service.</summary>
    public AzureDouble Azure { get; }

    /// <summary>The program.</summary>
    public TestApp App { get; }

    /// <summary>What people do.</summary>
    public PlaygroundDriver People { get; }

    /// <summary>The program's client.</summary>
    public AzureLanguageClient Client => App.Services.GetRequiredService<AzureLanguageClient>();

    /// <summary>The program's reader, with cache and limit.</summary>
    public AzureReader Reader => App.Services.GetRequiredService<AzureReader>();

    /// <summary>Starts both.</summary>
    public static async Task<AzureStage> StartAsync(params (string Key, string? Value)[] settings)
    {
        AzureDouble azure = await AzureDouble.StartAsync();
        return new AzureStage(azure, await AppAsync(azure, new TestAppOptions { Settings = settings }));
    }

    /// <summary>Starts a program that asks the double; settings named in the options win.</summary>
    public static Task<TestApp> AppAsync(AzureDouble azure, TestAppOptions options) => TestApp.StartAsync(options with
    {
        Settings = [.. new[] { ("Analysis:Azure:Endpoint", azure.Endpoint), ("Analysis:Azure:Key", (string?)AzureDouble.Key) }.Concat(options.Settings).GroupBy(setting => setting.Item1).Select(setting => setting.Last())],
    });

    /// <summary>Moves the clock, and lets the worker look.</summary>
    public void Pass(TimeSpan time)
    {
        App.Clock.Advance(time);
        App.Services.GetRequiredService<AzurePlan>().Wake();
    }

    /// <summary>Sends one mention of the sample brand in a language that its source states; gives its id.</summary>
    public Task<long> SendAsync(string text, string? language = "en") => SendAsync(App, text, language);

    /// <summary>The same to another program.</summary>
    public static async Task<long> SendAsync(TestApp app, string text, string? language = "en", string? externalId = null)
    {
        string id = externalId ?? $"post{Interlocked.Increment(ref s_next)}";
        (await app.PostAsync("/ingest/test", new { externalId = id, text, url = $"https://example.com/posts/{id}", language }))["rejectedCount"]!.GetValue<long>().ShouldBe(0);
        return await app.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT id FROM mention WHERE external_id = @id", new { id }));
    }

    /// <summary>The row as it is.</summary>
    public Task<Mention> RowAsync(long id) => RowAsync(App, id);

    /// <summary>The row as it is in another program's store.</summary>
    public static async Task<Mention> RowAsync(TestApp app, long id) => (await app.Database.ReadAsync(connection => connection.FindMentionAsync(id)))!;

    /// <summary>Waits until Azure has spoken about a mention.</summary>
    public Task<Mention> ReadByAzureAsync(long id) => ReadByAzureAsync(App, id);

    /// <summary>The same in another program.</summary>
    public static Task<Mention> ReadByAzureAsync(TestApp app, long id) => TestApp.Eventually(
        async () => await RowAsync(app, id) is { AnalysedBy: AnalysisEngine.Azure } row ? row : null, $"Azure's word about mention {id}");

    /// <summary>Waits until nobody will ask about a mention any more, now that it was asked.</summary>
    public Task<Mention> SettledAsync(long id) => TestApp.Eventually(async () => await RowAsync(id) is { AnalyseAt: null } row ? row : null, $"mention {id} to be settled");

    /// <summary>Waits until a mention waits for another try.</summary>
    public Task<Mention> PostponedAsync(long id) => TestApp.Eventually(
        async () => await RowAsync(id) is { AnalyseAt: { } at } row && at > App.Clock.GetUtcNow() && await IsDueAsync(id) ? row : null, $"mention {id} to be postponed");

    /// <summary>The one card of a mention in the triage channel.</summary>
    public Task<ShownCard> CardAsync(long id) => People.CardAsync(PlaygroundDriver.Triage, id);

    /// <summary>Waits until the card shows these words.</summary>
    public Task<ShownCard> CardWithAsync(long id, string words) => TestApp.Eventually(
        async () => (await People.CardsAsync(PlaygroundDriver.Triage)).FirstOrDefault(card => card.Mention == id && card.Card.ToJsonString().Contains(words, StringComparison.Ordinal)), $"'{words}' on the card of mention {id}");

    /// <summary>Lines of a mention's history that an engine wrote.</summary>
    public Task<string[]> AnalysedAsync(long id) => App.Database.ReadAsync(async connection =>
        (await connection.QueryAsync<string>("SELECT detail FROM ledger WHERE mention_id = @id AND verb = 'analysed' ORDER BY seq", new { id })).ToArray());

    /// <summary>Text records of today in the store.</summary>
    public Task<long> RecordsAsync() => App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT coalesce(max(records), 0) FROM azure_usage"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Azure.DisposeAsync();
    }

    /// <summary>Whether the first card may go: what a finished question leaves behind.</summary>
    private Task<bool> IsDueAsync(long id) => App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(
        "SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE mention_id = @id AND due_at > @now)", new { id, now = App.Clock.GetUtcNow().Stored() }));
}
