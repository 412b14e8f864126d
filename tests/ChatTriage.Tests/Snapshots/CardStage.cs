using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Snapshots;

/// <summary>A fresh program in which the same things happen with the same ids at the same times, so that its cards can be compared word for word.</summary>
internal sealed class CardStage : IAsyncDisposable
{
    public const string Owner = PlaygroundDriver.Owner;
    public const string Ana = "playground:ana";
    public const string Petra = "playground:petra";
    public const string Noah = "playground:noah";
    public const string Triage = PlaygroundDriver.Triage;
    public const string CustomerService = PlaygroundDriver.CustomerService;
    public const string PublicRelations = PlaygroundDriver.PublicRelations;

    private CardStage(TestApp app) => (App, People) = (app, new PlaygroundDriver(app.Http));

    public TestApp App { get; }

    public PlaygroundDriver People { get; }

    public static async Task<CardStage> StartAsync(TestAppOptions? options = null) => new(await TestApp.StartAsync(options ?? new TestAppOptions()));

    /// <summary>A mention as a source would send it; the first has id 1. Each is about another filter, so that they are no copies of each other.</summary>
    public static JsonObject Leak(string id = "p1") => new()
    {
        ["externalId"] = id,
        ["text"] = id == "p1" ? "My @brightwater filter leaks again, third time this month. 😡" : $"My @brightwater filter {id[1..]} leaks again, third time this month. 😡",
        ["url"] = $"https://example.com/posts/{id}",
        ["publishedAt"] = "2026-11-23T13:41:00Z",
        ["language"] = "en",
        ["author"] = new JsonObject { ["name"] = "Mara Lindqvist", ["handle"] = "maralind", ["url"] = "https://example.com/maralind", ["followers"] = 12480 },
    };

    /// <summary>Sends a mention and gives its triage card.</summary>
    public async Task<ShownCard> SendAsync(JsonObject mention, long id = 1)
    {
        JsonObject report = await App.PostAsync("/ingest/bluesky", mention);
        report["accepted"]!.GetValue<long>().ShouldBe(1, report.ToJsonString());
        return await People.CardAsync(Triage, id);
    }

    /// <summary>Somebody passes the first mention on.</summary>
    public async Task CopyAsync(string id, string more)
    {
        JsonObject copy = Leak(id);
        copy["text"] = $"RT @maralind: {Leak()["text"]}{more}";
        copy["author"] = new JsonObject { ["name"] = $"Fan of {id}", ["handle"] = $"fan_{id}" };
        (await App.PostAsync("/ingest/bluesky", copy))["accepted"]!.GetValue<long>().ShouldBe(1);
    }

    /// <summary>Presses a button on the card that a channel shows now, and gives the card that it shows afterwards.</summary>
    public async Task<ShownCard> PressAsync(string person, string channel, string verb, params (string Name, string Value)[] inputs)
    {
        ShownCard before = await ShownAsync(channel);
        ClickAnswer answer = await People.ClickAsync(person, before, verb, inputs);
        answer.Ok.ShouldBeTrue($"{verb}: {answer.Text}");
        return await ShownAsync(channel);
    }

    /// <summary>The card of a mention in a channel, once everything due was delivered.</summary>
    public async Task<ShownCard> ShownAsync(string channel, long mention = 1)
    {
        await App.DrainOutboxAsync();
        return await People.CardAsync(channel, mention);
    }

    /// <summary>The newest card that one person alone sees.</summary>
    public async Task<JsonObject> NewestPrivateAsync(string person)
    {
        await App.DrainOutboxAsync();
        return (await People.PrivateAsync(person))[^1]["card"]!.AsObject();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
