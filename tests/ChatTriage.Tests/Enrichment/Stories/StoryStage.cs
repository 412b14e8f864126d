using System.Text.Json.Nodes;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>A running program, and a post that many others repeat.</summary>
internal sealed class StoryStage : IAsyncDisposable
{
    public const string Text = "My @brightwater filter leaks again and the support line has kept me waiting all afternoon";
    public const string Owner = PlaygroundDriver.Owner;
    public const string Ana = "playground:ana";

    private StoryStage(TestApp app) => (App, People, Sender) = (app, new PlaygroundDriver(app.Http), new IngestDriver(app.Http));

    public TestApp App { get; }

    public PlaygroundDriver People { get; }

    public IngestDriver Sender { get; }

    public StoryWorker Worker => App.Services.GetRequiredService<StoryWorker>();

    public static async Task<StoryStage> StartAsync(params (string Key, string? Value)[] settings) => new(await TestApp.StartAsync(settings));

    public static async Task<StoryStage> StartAsync(TestAppOptions options) => new(await TestApp.StartAsync(options));

    /// <summary>The first post with its card, and copies <c>c1</c>, <c>c2</c>, … of it.</summary>
    public async Task<ShownCard> BeginAsync(int copies)
    {
        ShownCard card = await People.MentionWithCardAsync(Text);
        await CopiesAsync(1, copies);
        return card;
    }

    public async Task CopiesAsync(int from, int count, string more = "") =>
        (await Sender.SendLinesAsync(Enumerable.Range(from, count).Select(i => IngestDriver.Line($"c{i}", $"RT @mara: {Text}{more}", ("author", new JsonObject { ["handle"] = $"fan{i}", ["name"] = $"Fan {i}" })))))
            .Status.ShouldBe(System.Net.HttpStatusCode.Accepted);

    /// <summary>Presses a button of the card that is there now.</summary>
    public async Task<ClickAnswer> PressAsync(string person, long mention, string verb, params (string Name, string Value)[] inputs)
    {
        Mention row = await App.StoredAsync(mention);
        return await People.ClickAsync(person, new ShownCard(0, mention, row.Version, "Triage", []), verb, inputs);
    }

    /// <summary>Presses a button of a preview, which carries what it showed.</summary>
    public async Task<ClickAnswer> ConfirmAsync(string person, JsonObject preview, string verb)
    {
        JsonObject data = preview["actions"]!.AsArray().Single(action => (string?)action!["verb"] == verb)!["data"]!.AsObject();
        JsonObject answer = await People.PostAsync("/playground/api/click", new { person, messageId = 0, verb, data, inputs = new { }, timeZone = "Europe/Berlin" });
        await Worker.WorkAsync();
        return new ClickAnswer(answer["ok"]!.GetValue<bool>(), (string?)answer["text"], answer["card"] as JsonObject);
    }

    /// <summary>The owner decides, looks at the preview and applies it to all of them.</summary>
    public async Task ApplyAsync(long mention, string category = "customer-service", params (string Name, string Value)[] inputs)
    {
        (await PressAsync(Owner, mention, category, inputs)).Ok.ShouldBeTrue();
        JsonObject preview = await PreviewAsync(mention);
        (await ConfirmAsync(Owner, preview, "apply-all")).Ok.ShouldBeTrue();
    }

    /// <summary>The private card that *Apply to all similar* gives.</summary>
    public async Task<JsonObject> PreviewAsync(long mention, string person = Owner)
    {
        await PressAsync(person, mention, "apply-similar");
        return await PrivateAsync(person);
    }

    /// <summary>The newest card that one person alone sees.</summary>
    public async Task<JsonObject> PrivateAsync(string person) => (await People.PrivateAsync(person))[^1]["card"]!.AsObject();

    /// <summary>How many of the copies stand where.</summary>
    public async Task<Dictionary<MentionState, long>> CopiesByStateAsync() => (await App.Database.ReadAsync(
        connection => connection.QueryAsync<(string State, long N)>("SELECT state, count(*) FROM mention WHERE external_id LIKE 'c%' GROUP BY state"))).ToDictionary(row => Enum.Parse<MentionState>(row.State), row => row.N);

    /// <summary>The first post's card in a channel, once all that is due was shown.</summary>
    public async Task<ShownCard> ShownAsync(long mention, string channel = PlaygroundDriver.Triage)
    {
        await App.AdvanceAsync(TimeSpan.FromSeconds(16));
        return await People.CardAsync(channel, mention);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
