using System.Text.Json;
using ChatTriage.Settings;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment;

/// <summary>A settings file that is changed while the program runs.</summary>
public sealed class ChangedSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chattriage-settings-").FullName;

    private string File => Path.Combine(_folder, "brands.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_New_Brand_Matches_Without_A_Restart_And_A_Wrong_Rule_Leaves_The_Last_Good_Ones()
    {
        Write(("Acme", "acme"));
        await using TestApp app = await StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendLinesAsync(IngestDriver.Line("1", "acme is fine"), IngestDriver.Line("2", "zenith is fine"))).ShouldCount(accepted: 1, unmatched: 1);

        Write(("Acme", "acme"), ("Zenith", "zenith"));
        await WatchesAsync(app, "Acme", "Zenith");
        (await sender.SendAsync(IngestDriver.Line("3", "zenith is better"))).ShouldCount(accepted: 1);

        Write(("Acme", "acme OR ("), ("Quasar", "quasar"));
        await LoggedAsync(app, "Changed settings are not used, the last good ones stay: Brands:0:Match");
        Watched(app).ShouldBe(["Acme", "Zenith"]);
        (await sender.SendLinesAsync(IngestDriver.Line("4", "acme again"), IngestDriver.Line("5", "quasar is new"))).ShouldCount(accepted: 1, unmatched: 1);

        Write(("Quasar", "quasar"));
        await WatchesAsync(app, "Quasar");
        (await sender.SendLinesAsync(IngestDriver.Line("6", "acme is gone"), IngestDriver.Line("7", "quasar came"))).ShouldCount(accepted: 1, unmatched: 1);
        await app.ShouldAddUpAsync();
    }

    /// <summary>A deploy that deletes the file and writes it again a moment later once let the invented sample brand take over.</summary>
    [Fact]
    public async Task A_File_That_Is_Away_For_A_While_Does_Not_Take_The_Brands_Away()
    {
        Write(("Acme", "acme"));
        await using TestApp app = await StartAsync();

        System.IO.File.Delete(File);
        await LoggedAsync(app, "no brand is left in them");
        Watched(app).ShouldBe(["Acme"]);

        Write(("Acme", "acme"), ("Zenith", "zenith"));
        await WatchesAsync(app, "Acme", "Zenith");
    }

    /// <summary>An editor that writes in two steps, or a forgotten comma, must not take the brands away.</summary>
    [Fact]
    public async Task A_File_That_Is_No_Json_For_A_While_Leaves_The_Last_Good_Settings_And_Is_Told()
    {
        Write(("Acme", "acme"));
        await using TestApp app = await StartAsync();

        System.IO.File.WriteAllText(File, "{ \"Brands\": [ { \"Name\": ");
        await LoggedAsync(app, "cannot be read, the last good settings stay");
        Watched(app).ShouldBe(["Acme"]);
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "acme is fine"))).ShouldCount(accepted: 1);

        Write(("Acme", "acme"), ("Zenith", "zenith"));
        await WatchesAsync(app, "Acme", "Zenith");
    }

    [Fact]
    public async Task A_Secret_Is_Changed_Without_A_Restart()
    {
        const string Old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const string New = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd";
        WriteJson(new { Ingestion = new { Sources = new { test = new { Secret = Old } } } });
        await using TestApp app = await StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendSignedAsync(IngestDriver.Line("1", "brightwater"), Old, app.Clock.GetUtcNow())).ShouldCount(accepted: 1);

        WriteJson(new { Ingestion = new { Sources = new { test = new { Secret = $"{Old} {New}" } } } });
        await TestApp.Eventually(() => Task.FromResult(app.Services.GetRequiredService<LiveSettings>().Options.Ingestion.Sources["test"].AllSecrets().Count == 2), "the new secret");
        (await sender.SendSignedAsync(IngestDriver.Line("2", "brightwater"), New, app.Clock.GetUtcNow())).ShouldCount(accepted: 1);
        app.Logs.Lines.ShouldAllBe(line => !line.Text.Contains("whsec_", StringComparison.Ordinal));
    }

    private static string[] Watched(TestApp app) => [.. app.Services.GetRequiredService<LiveSettings>().Brands.Brands.Select(brand => brand.Name)];

    private static Task<bool> WatchesAsync(TestApp app, params string[] names) =>
        TestApp.Eventually(() => Task.FromResult(Watched(app).SequenceEqual(names)), $"the brands to be {string.Join(", ", names)}");

    private static Task<bool> LoggedAsync(TestApp app, string words) =>
        TestApp.Eventually(() => Task.FromResult(app.Logs.Lines.Any(line => line.Text.Contains(words, StringComparison.Ordinal))), $"a log line with: {words}");

    private Task<TestApp> StartAsync() => TestApp.StartAsync(new TestAppOptions
    {
        Configure = builder => builder.Configuration.AddJsonFile(File, optional: false, reloadOnChange: true),
    });

    private void Write(params (string Name, string Match)[] brands) => WriteJson(new { Brands = brands.Select(brand => new { brand.Name, brand.Match }) });

    private void WriteJson(object settings)
    {
        // As a careful editor does: written beside it, then moved over it.
        string beside = $"{File}.new";
        System.IO.File.WriteAllText(beside, JsonSerializer.Serialize(settings));
        System.IO.File.Move(beside, File, overwrite: true);
    }
}
