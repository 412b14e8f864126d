using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Platforms.Slack;
using ChatTriage.Platforms.Teams;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Watches;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>The running program with two brands and a platform on which everything that is sent can be counted.</summary>
internal sealed class WatchStage : IAsyncDisposable
{
    private WatchStage(TestApp app, FakePlatform platform) => (App, Platform) = (app, platform);

    public static Address Press { get; } = FakePlatform.Press;

    /// <summary>Asks in Berlin.</summary>
    public static Person Ana { get; } = new(new Address("fake", "ana"), "Ana Alves", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public static Person Ben { get; } = new(new Address("fake", "ben"), "Ben Bauer", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public TestApp App { get; }

    public FakePlatform Platform { get; }

    public DateTimeOffset Now => App.Clock.GetUtcNow();

    /// <summary>Starts it.</summary>
    /// <param name="now">What the clock shows; another stage's clock is shared instead.</param>
    /// <param name="beside">A stage whose store, clock and platform are used as by a second replica, or by the same one after a restart.</param>
    /// <param name="folder">A store that outlives the stage.</param>
    /// <param name="cardFolder">Whose templates are drawn, and foreign words escaped as there.</param>
    /// <param name="settings">Settings that replace or add to the usual ones.</param>
    public static async Task<WatchStage> StartAsync(string now = "2026-11-23T14:00:00Z", WatchStage? beside = null, string? folder = null, string cardFolder = "teams", params (string Key, string? Value)[] settings)
    {
        FakePlatform fake = beside?.Platform ?? new FakePlatform { PerSecond = 100_000, Burst = 100_000, CardFolder = cardFolder, Escaping = cardFolder == "slack" ? SlackText.Escape : TeamsText.Escape };
        FakeTimeProvider clock = beside?.App.Clock ?? new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        (string Key, string? Value)[] usual =
        [
            ("Playground:Enabled", "true"), ("Triage:Channels:0", $"{FakePlatform.Triage}"), ("Triage:Owners:0", "fake:olivia"),
            ("Desks:CustomerService:Channels:0", $"{FakePlatform.Desk}"), ("Desks:PublicRelations:Channels:0", $"{Press}"),
            ("Brands:0:Name", "acme"), ("Brands:0:Match", "acme"), ("Brands:1:Name", "rival"), ("Brands:1:Match", "rival"), ("Brands:1:Kind", "competitor"),
        ];
        TestApp app = await TestApp.StartAsync(new TestAppOptions
        {
            Settings = [.. usual.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Key), .. settings],
            Clock = clock,
            Folder = folder ?? beside?.App.Folder,
            Configure = builder => builder.Services.AddSingleton<IChatPlatform>(fake),
        });
        return new WatchStage(app, fake);
    }

    /// <summary>Presses *Watch this* under an answer to the question.</summary>
    public Task<InteractionReply> WatchAsync(Person person, string question, string schedule, string deliver = "me", Address? place = null) =>
        PressAsync(person, QuestionVerbs.Watch, question, place, (Inputs.Schedule, schedule), (Inputs.Deliver, deliver));

    /// <summary>Presses a button of one watch, in the list.</summary>
    public Task<InteractionReply> PressAsync(Person person, string verb, long watch) => PressAsync(person, verb, "watches", place: null, (QuestionVerbs.WatchId, $"{watch}"));

    /// <summary>Presses any button under an answer.</summary>
    public Task<InteractionReply> PressAsync(Person person, string verb, string question, Address? place, params (string Name, string Value)[] values) =>
        App.Services.GetRequiredService<InteractionDispatcher>().DispatchAsync(
            new QuestionPressed(person, verb, new AskedAgain(question, Now), place, values.ToDictionary(value => value.Name, value => value.Value)), Platform, CancellationToken.None);

    /// <summary>Asks a question; gives the card.</summary>
    public async Task<JsonObject> AskAsync(Person person, string text)
    {
        InteractionReply reply = await App.Services.GetRequiredService<InteractionDispatcher>().DispatchAsync(new CommandSent(person, text), Platform, CancellationToken.None);
        return JsonNode.Parse(reply.PrivateCard.ShouldNotBeNull().Json)!.AsObject();
    }

    /// <summary>It is that time now: without running through all that lies between.</summary>
    public Task<int> AtAsync(string time) => AtAsync(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>It is that time now; what is due is sent. How many digests were ordered by this replica.</summary>
    public async Task<int> AtAsync(DateTimeOffset time)
    {
        App.Clock.AdjustTime(time);
        return await RunAsync();
    }

    /// <summary>Orders what is due and waits until it is sent.</summary>
    public async Task<int> RunAsync()
    {
        int ordered = await App.Services.GetRequiredService<WatchClock>().RunAsync();
        await App.DrainOutboxAsync();
        return ordered;
    }

    /// <summary>Titles of the digests that somebody got, oldest first.</summary>
    public IReadOnlyList<string> Digests(Address to) => [.. DigestsIn(to).Select(message => message.State)];

    /// <summary>The digests that somebody got, oldest first.</summary>
    public IReadOnlyList<FakeMessage> DigestsIn(Address to) => [.. Platform.In(to).Where(message => message.Key.StartsWith("digest:", StringComparison.Ordinal))];

    /// <summary>The moments that the digests somebody got are about.</summary>
    public IReadOnlyList<DateTimeOffset> Slots(Address to) =>
        [.. DigestsIn(to).Select(message => long.Parse(message.Key.Split(':')[2], System.Globalization.CultureInfo.InvariantCulture).ToTime())];

    /// <summary>The only watch.</summary>
    public Task<Watch> WatchAsync() => App.Database.ReadAsync(connection => connection.QuerySingleAsync<Watch>("SELECT * FROM watch"));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
