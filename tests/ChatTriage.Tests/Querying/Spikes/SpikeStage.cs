using System.Text.Json.Nodes;
using ChatTriage.Ingestion;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Querying.Spikes;
using ChatTriage.Tests.Querying.Watches;
using ChatTriage.Tests.Reliability;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Spikes;

/// <summary>The running program with a past, in which a flood can be let loose.</summary>
internal sealed class SpikeStage(WatchStage people) : IAsyncDisposable
{
    private int _sent;

    public WatchStage People => people;

    /// <summary>Starts it with four quiet weeks in its store.</summary>
    public static async Task<SpikeStage> StartAsync(DateTimeOffset now, string brand = "acme", params (string Key, string? Value)[] settings)
    {
        WatchStage people = await WatchStage.StartAsync(now.ToString("O", System.Globalization.CultureInfo.InvariantCulture), settings: [("Spikes:Minimum", $"{CrisisReplay.Minimum}"), .. settings]);
        var stage = new SpikeStage(people);
        await stage.SendAsync(CrisisReplay.Quiet(now.AddDays(-CrisisReplay.QuietDays), now, seed: 4).Select(at => (at, "a quiet word")), brand);
        await people.App.DrainOutboxAsync();
        return stage;
    }

    /// <summary>Takes posts in, as from a source that says whose they are.</summary>
    public async Task SendAsync(IEnumerable<(DateTimeOffset At, string Text)> posts, string brand = "acme")
    {
        foreach ((DateTimeOffset At, string Text)[] batch in posts.Chunk(200))
        {
            IntakeItem[] items = [.. batch.Select((post, i) => new IntakeItem(i, "test", new IncomingMention($"s{brand}{_sent++}", post.Text) { PublishedAt = post.At, Brand = brand, Url = "https://example.com/p" }))];
            (await people.App.Services.GetRequiredService<MentionIntake>().StoreAsync(items)).ShouldAllBe(result => result.Outcome == IntakeOutcome.Accepted);
        }
    }

    /// <summary>So many posts now.</summary>
    public Task SendAsync(int count, string text, string brand = "acme") => SendAsync(Enumerable.Repeat((people.Now, text), count), brand);

    /// <summary>Time passes; the program looks, and shows what there is to show.</summary>
    public async Task LookAsync(TimeSpan later = default)
    {
        people.App.Clock.AdjustTime(people.Now + later);
        await people.App.Services.GetRequiredService<SpikeWatch>().RunAsync();
        await people.App.DrainOutboxAsync();
    }

    /// <summary>Time passes, with a look every few minutes.</summary>
    public async Task PassAsync(TimeSpan time, int minutes = 10)
    {
        for (DateTimeOffset end = people.Now + time; people.Now < end;)
        {
            await LookAsync(TimeSpan.FromMinutes(minutes));
        }
    }

    public async Task<IReadOnlyList<Spike>> SpikesAsync() => [.. await people.App.Database.ReadAsync(connection => connection.QueryAsync<Spike>("SELECT * FROM spike ORDER BY id"))];

    /// <summary>The boards that stand in a channel.</summary>
    public IReadOnlyList<FakeMessage> Boards(Address? channel = null) => [.. people.Platform.In(channel ?? FakePlatform.Triage).Where(message => message.Key.Contains(":Board:", StringComparison.Ordinal))];

    /// <summary>Words to a person about spikes.</summary>
    public IReadOnlyList<string> Alerts(Address person) => [.. people.Platform.In(person).Where(message => message.Key.Contains(":Spike:", StringComparison.Ordinal)).Select(message => message.State)];

    /// <summary>Calls to the platform about boards.</summary>
    public IReadOnlyList<FakeCall> BoardCalls(string kind) => [.. people.Platform.Calls.Where(call => call.Kind == kind && call.Key.Contains(":Board:", StringComparison.Ordinal))];

    /// <summary>Every text on a card.</summary>
    public static string Words(FakeMessage message) => JsonNode.Parse(message.Card.Json)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ValueTask DisposeAsync() => people.DisposeAsync();
}
