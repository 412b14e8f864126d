using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Claiming;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Triage.Learning;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>A running program in which an owner decides often, by the playground's HTTP API.</summary>
internal sealed class LearningStage(TestApp app) : IAsyncDisposable
{
    public const string Owner = PlaygroundDriver.Owner;

    /// <summary>Posts of three kinds and what this owner does with each kind.</summary>
    public static readonly (string Words, string Verb)[] Kinds =
    [
        ("my @brightwater order is late and support does not answer, refund me", "customer-service"),
        ("what a beautiful @brightwater advertisement, who sang that song", "public-reply"),
        ("@brightwater opens a shop in the harbour street next spring", "no-response"),
    ];

    private static int s_next;

    public TestApp App => app;

    public PlaygroundDriver People { get; } = new(app.Http);

    public Suggester Suggester => app.Services.GetRequiredService<Suggester>();

    public static async Task<LearningStage> StartAsync(TestAppOptions? options = null) => new(await TestApp.StartAsync(options ?? new TestAppOptions()));

    /// <summary>Sends posts in one request, without waiting for cards; gives their ids.</summary>
    public static async Task<long[]> SendAsync(PlaygroundDriver people, Database database, params string[] texts)
    {
        string[] ids = [.. texts.Select(_ => $"l{Interlocked.Increment(ref s_next)}")];
        JsonObject report = await people.PostAsync("/ingest/test", texts.Zip(ids).Select(post => new { externalId = post.Second, text = post.First, url = $"https://example.com/posts/{post.Second}" }).ToArray());
        report["accepted"]!.GetValue<long>().ShouldBe(texts.Length, report.ToJsonString());
        return [.. await database.ReadAsync(connection => connection.QueryAsync<long>("SELECT id FROM mention WHERE external_id IN @ids ORDER BY id", new { ids }))];
    }

    /// <summary>Sends posts in one request; gives their ids.</summary>
    public Task<long[]> SendAsync(params string[] texts) => SendAsync(People, app.Database, texts);

    /// <summary>Presses a button of a mention's present card.</summary>
    public async Task<ClickAnswer> PressAsync(long mention, string verb, params (string Name, string Value)[] inputs)
    {
        Mention row = await app.MentionAsync(mention);
        (string, string)[] all = verb == "no-response" && inputs.Length == 0 ? [("reason", "no answer needed")] : inputs;
        string role = verb is "not-ours" ? row.Category.ToString()! : "Triage";
        return await People.ClickAsync(Owner, new ShownCard(0, mention, row.Version, role, []), verb, all);
    }

    /// <summary>Lets the owner decide about so many posts, the three kinds by turns.</summary>
    public async Task TeachAsync(int decisions)
    {
        int first = Interlocked.Add(ref s_next, decisions);
        long[] ids = await SendAsync([.. Enumerable.Range(0, decisions).Select(i => $"{Kinds[i % 3].Words} {first + i}")]);
        for (int i = 0; i < decisions; i++)
        {
            (await PressAsync(ids[i], Kinds[i % 3].Verb)).Ok.ShouldBeTrue();
        }
    }

    /// <summary>What a row suggests.</summary>
    public async Task<(Category? Category, double? Confidence)> SuggestionAsync(long mention)
    {
        Mention row = await app.MentionAsync(mention);
        return (row.Suggested, row.SuggestedConfidence);
    }

    /// <summary>Says the tone of a waiting mention, as an engine does.</summary>
    public Task<bool> SetToneAsync(long mention, Tone tone) => app.Database.WriteAsync(async session =>
    {
        Mention row = (await session.Connection.FindMentionAsync(mention))!;
        Mention read = row with { Sentiment = tone, ToneConfidence = tone is Tone.Unknown or Tone.NotAssessed ? null : 0.9 };
        return app.Services.GetRequiredService<MentionChanges>().TryAnalyse(session, row, read, line: null, app.Clock.GetUtcNow());
    });

    /// <summary>The triage card once everything due was delivered.</summary>
    public async Task<ShownCard> CardAsync(long mention)
    {
        await app.DrainOutboxAsync();
        return await People.CardAsync(PlaygroundDriver.Triage, mention);
    }

    /// <summary>Another reader of the same store, as another replica has one, at the present moment.</summary>
    public async Task<Suggester> ReplicaAsync()
    {
        Suggester replica = ActivatorUtilities.CreateInstance<Suggester>(app.Services);
        await replica.CatchUpAsync();
        return replica;
    }

    /// <summary>Rows of table decision: what was decided about which mention, and whether it is in force.</summary>
    public Task<IReadOnlyList<(long Mention, string Category, bool InForce)>> DecisionsAsync() => app.Database.ReadAsync(async connection =>
        (IReadOnlyList<(long, string, bool)>)(await connection.QueryAsync<(long, string, bool)>("SELECT mention_id, category, undone_at IS NULL FROM decision ORDER BY id")).AsList());

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
