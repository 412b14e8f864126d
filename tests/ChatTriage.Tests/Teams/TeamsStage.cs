using ChatTriage.Claiming;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Teams;

/// <summary>The program connected to Teams: signed activities come in, and what it sends goes to a Bot Connector that knows what Teams takes.</summary>
public sealed class TeamsStage : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan OneStep = TimeSpan.FromSeconds(20);

    private readonly string? _ownKeys;

    private TeamsStage(TeamsDouble connector, TeamsMint mint, TeamsWire wire, TestApp app, TeamsSts? sts, string? ownKeys)
    {
        (Connector, Mint, Wire, App, _ownKeys) = (connector, mint, wire, app, ownKeys);
        People = new TeamsDriver(connector, app, url => sts?.MintAsync(url) ?? Task.FromResult(mint.Token(url)));
        connector.Now = app.Clock.GetUtcNow;
    }

    /// <summary>Where the program sends to.</summary>
    public TeamsDouble Connector { get; }

    /// <summary>Where its tokens come from.</summary>
    public TeamsMint Mint { get; }

    /// <summary>The way there.</summary>
    public TeamsWire Wire { get; }

    /// <summary>The program.</summary>
    public TestApp App { get; }

    /// <summary>What people do.</summary>
    public TeamsDriver People { get; }

    /// <summary>Starts everything, and adds the app to the team and the group chat.</summary>
    public static Task<TeamsStage> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(installed: true, settings: settings);

    /// <summary>Starts everything.</summary>
    /// <param name="installed">Whether the app is in the team and the group chat.</param>
    /// <param name="sts">Another mint, for both directions.</param>
    /// <param name="folder">Where the database lies; nothing means a folder that is deleted at the end.</param>
    /// <param name="keys">Where the keys lie that encrypt in it.</param>
    /// <param name="settings">More settings of the program.</param>
    public static async Task<TeamsStage> StartAsync(bool installed, TeamsSts? sts = null, string? folder = null, string? keys = null, params (string Key, string? Value)[] settings)
    {
        TeamsMint mint = await TeamsMint.StartAsync();
        TeamsDouble connector = await TeamsDouble.StartAsync();
        try
        {
            connector.Takes = sts is null ? mint.Takes : sts.Takes;
            connector.RefusesOverlap = true;
            foreach (TeamsRoom room in TeamsDriver.Rooms())
            {
                connector.Add(room);
            }

            TeamsWire wire = WireTo(sts?.Port ?? mint.Port, connector);
            wire.Trust = sts is null ? TeamsCertificate.OnlyOwn : TeamsCertificate.OnlyOf(sts.Authority);
            string? ownKeys = keys is null ? Directory.CreateTempSubdirectory("chattriage-keys-").FullName : null;
            TestApp app = await TestApp.StartAsync(new TestAppOptions
            {
                RealTime = true,
                Folder = folder,
                Settings = With(Settings(keys ?? ownKeys!), settings),
                Configure = builder => builder.Services.AddKeyedSingleton("teams", wire.Handler()),
            });
            var stage = new TeamsStage(connector, mint, wire, app, sts, ownKeys);
            if (installed)
            {
                await stage.InstallAsync();
            }

            return stage;
        }
        catch
        {
            await connector.DisposeAsync();
            await mint.DisposeAsync();
            throw;
        }
    }

    /// <summary>The real names, which lead to this machine.</summary>
    public static TeamsWire WireTo(int mint, TeamsDouble connector)
    {
        var wire = new TeamsWire();
        wire.Lead("login.microsoftonline.com", mint);
        wire.Lead("login.botframework.com", mint);
        wire.Lead("smba.trafficmanager.net", connector.TlsPort);
        wire.Lead("127.0.0.1", connector.Port);
        return wire;
    }

    /// <summary>Settings of a program that lives in Teams alone.</summary>
    public static IReadOnlyList<(string Key, string? Value)> Settings(string keysFolder) =>
    [
        ("Teams:AppId", TeamsMint.AppId),
        ("Teams:TenantId", TeamsMint.Tenant),
        ("Teams:ClientSecret", TeamsMint.Secret),
        ("Teams:ServiceHosts:0", "127.0.0.1"),
        ("Teams:KeysFolder", keysFolder),
        ("Brands:0:Name", "Brightwater"),
        ("Brands:0:Match", "brightwater"),
        ("Triage:Channels:0", $"teams:{TeamsDriver.Triage}"),
        ("Triage:Owners:0", TeamsDriver.Megan.Address),
        ("Desks:CustomerService:Channels:0", $"teams:{TeamsDriver.CustomerService}"),
        ("Desks:PublicRelations:Channels:0", $"teams:{TeamsDriver.PublicRelations}"),
    ];

    /// <summary>Adds the app to the team and the group chat, as people do; the bot hears of every channel when somebody opens it.</summary>
    public async Task InstallAsync()
    {
        foreach (string room in new[] { TeamsDriver.Team, TeamsDriver.Triage, TeamsDriver.CustomerService, TeamsDriver.PublicRelations, TeamsDriver.Group })
        {
            await People.InstallAsync(TeamsDriver.Patti, room);
        }
    }

    /// <summary>Moves the clock until all that waits for its turn is out, without waiting for it.</summary>
    public Task<bool> SettleAsync() => TestApp.Eventually(
        async () =>
        {
            await PassAsync(TimeSpan.FromSeconds(1));
            return await CountAsync("SELECT count(*) FROM outbox WHERE state IN ('ready', 'taken') AND due_at <= @soon", new { soon = (App.Clock.GetUtcNow() + Soon).Stored() }) == 0;
        },
        "everything to be out",
        seconds: 60);

    /// <summary>
    /// Moves the clock and runs what it makes due. What is being sent is sent first: a delivery that seemed to last half a minute would be taken for lost.
    /// </summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= OneStep)
        {
            await TestApp.Eventually(NothingIsBeingSentAsync, "what is being sent");
            ((RunningClock)App.Clock).Shift(left < OneStep ? left : OneStep);
            await App.Services.GetRequiredService<Sweeper>().SweepAsync();
            App.Services.GetRequiredService<WakeUp>().Signal();
        }
    }

    /// <summary>Waits for something while the clock goes on in great steps.</summary>
    public Task<bool> EventuallyWithTimeAsync(Func<Task<bool>> look, string what = "what time brings") => TestApp.Eventually(
        async () =>
        {
            await PassAsync(TimeSpan.FromSeconds(10));
            return await look();
        },
        what);

    /// <summary>A number out of the store.</summary>
    public Task<long> CountAsync(string sql, object? parameters = null) => App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, parameters));

    /// <summary>Nothing that Teams would complain about happened, nobody else was asked, and the ledger adds up.</summary>
    public async Task ShouldBeInOrderAsync()
    {
        await App.DrainOutboxAsync();
        ShouldBeContent();
        await ShouldAddUpAsync();
    }

    /// <summary>Everything was done as Teams wants it.</summary>
    public void ShouldBeContent()
    {
        Connector.Violations.ShouldBeEmpty();
        Connector.Calls().Where(call => call is { Status: 412, IsFault: false }).ShouldBeEmpty("two operations at once");
        Wire.Strangers.ShouldBeEmpty();
    }

    /// <summary>The ledger adds up.</summary>
    public async Task ShouldAddUpAsync()
    {
        LedgerAudit audit = await LedgerAudit.RunAsync(App.Database);
        audit.Faults.ShouldBeEmpty();
        audit.AddsUp.ShouldBeTrue();
    }

    /// <summary>What <c>/health/ready</c> says.</summary>
    public Task<string> HealthAsync() => App.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Connector.DisposeAsync();
        await Mint.DisposeAsync();
        if (_ownKeys is not null)
        {
            Directory.Delete(_ownKeys, recursive: true);
        }
    }

    private async Task<bool> NothingIsBeingSentAsync()
    {
        // One that writes waits for others that write: a row that is being taken right now is seen after this.
        await App.Database.WriteAsync(_ => Task.FromResult(0));
        return await CountAsync("SELECT count(*) FROM outbox WHERE state = 'taken'") == 0;
    }

    /// <summary>A setting said twice counts as it was said last.</summary>
    private static (string, string?)[] With(IEnumerable<(string Key, string? Value)> settings, IEnumerable<(string Key, string? Value)> others) =>
        [.. settings.Concat(others).GroupBy(setting => setting.Key).Select(setting => setting.Last())];
}
