using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Routing;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Reliability;

/// <summary>The running program with a badly behaving platform in place of the playground.</summary>
internal sealed class OutboxStory : IAsyncDisposable
{
    private OutboxStory(TestApp app, FakePlatform platform) => (App, Platform, People) = (app, platform, new PlaygroundDriver(app.Http));

    public TestApp App { get; }

    public FakePlatform Platform { get; }

    public PlaygroundDriver People { get; }

    public static Person Olivia { get; } = new(new Address("fake", "olivia"), "Olivia Ortiz", TimeZone: null);

    public static Person Ana { get; } = new(new Address("fake", "ana"), "Ana Alves", TimeZone: null);

    public static async Task<OutboxStory> BeginAsync(FakePlatform? platform = null)
    {
        FakePlatform fake = platform ?? new FakePlatform();
        TestApp app = await TestApp.StartAsync(new TestAppOptions
        {
            Settings =
            [
                ("Playground:Enabled", "true"), ("Triage:Channels:0", $"{FakePlatform.Triage}"), ("Triage:Owners:0", $"{Olivia.Address}"), ("Triage:UndoFor", "00:00:00"),
                ("Desks:CustomerService:Channels:0", $"{FakePlatform.Desk}"), ("Desks:PublicRelations:Channels:0", $"{FakePlatform.Press}"),

                // A flood of test posts would have a board besides its cards, from the next full minute on.
                ("Spikes:Enabled", "false"),
            ],
            Configure = builder => builder.Services.AddSingleton<IChatPlatform>(fake),
        });
        return new OutboxStory(app, fake);
    }

    /// <summary>Sends a mention; gives its id.</summary>
    public async Task<long> SendAsync(string text = "my @brightwater filter leaks")
    {
        string external = await People.SendAsync(text);
        return await App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT id FROM mention WHERE external_id = @external", new { external }));
    }

    /// <summary>Somebody presses a button on the newest card.</summary>
    public async Task PressAsync(Person person, long mention, string verb, params (string Name, string Value)[] inputs)
    {
        Mention row = (await App.Database.ReadAsync(connection => connection.FindMentionAsync(mention))).ShouldNotBeNull();
        var click = new ButtonClicked(person, mention, row.Version, verb, CardRole.Triage, inputs.ToDictionary(input => input.Name, input => input.Value));
        (await App.Services.GetRequiredService<InteractionDispatcher>().DispatchAsync(click, Platform, CancellationToken.None)).Changed.ShouldBeTrue();
    }

    /// <summary>Moves the clock without waiting for anything.</summary>
    public void Wait(double seconds)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Nudge();
    }

    /// <summary>Waits until it is so; the clock stands still.</summary>
    public Task<bool> Until(Func<bool> condition, string what) => TestApp.Eventually(
        () =>
        {
            Nudge();
            return Task.FromResult(condition());
        },
        what);

    /// <summary>Lets time pass until it is so.</summary>
    public Task<bool> InTime(Func<bool> condition, string what) => TestApp.Eventually(
        () =>
        {
            Wait(1);
            return Task.FromResult(condition());
        },
        what);

    /// <summary>Waits until every row was either delivered or put off, and gives what is left.</summary>
    public async Task<IReadOnlyList<(string State, string? Error)>> RestAsync()
    {
        await App.DrainOutboxAsync();
        return await App.Database.ReadAsync(
            async connection => (IReadOnlyList<(string, string?)>)(await connection.QueryAsync<(string, string?)>("SELECT state, error FROM outbox ORDER BY id")).AsList());
    }

    /// <summary>What <c>/health/ready</c> says.</summary>
    public Task<string> HealthAsync() => App.Http.GetStringAsync("/health/ready");

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>The pump looks once a second of real time; this makes it look now.</summary>
    private void Nudge() => App.Services.GetRequiredService<WakeUp>().Signal();
}
