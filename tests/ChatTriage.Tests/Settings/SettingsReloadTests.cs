using ChatTriage.Settings;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Settings;

/// <summary>A changed settings file while the program runs: taken over as a whole, or not at all and said so.</summary>
public sealed class SettingsReloadTests
{
    private const string Acme = """{"Brands": [{"Name": "Acme", "Match": "acme"}]}""";

    [Fact]
    public async Task Changed_Brands_Are_Watched_And_Wrong_Files_Leave_The_Last_Good_Ones()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("brands.json", Acme);
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions
        {
            Configure = builder => builder.Configuration.AddJsonFile(file, optional: false, reloadOnChange: true),
        });
        LiveSettings settings = app.Services.GetRequiredService<LiveSettings>();
        settings.Brands.Brands.Select(brand => brand.Name).ShouldBe(["Acme"]);

        await WriteUntilAsync(file, """{"Brands": [{"Name": "Acme", "Match": "acme"}, {"Name": "Beta", "Match": "beta"}]}""", () => settings.Brands.Brands.Count == 2);
        await new PlaygroundDriver(app.Http).SendAsync("I like beta");
        (await new PlaygroundDriver(app.Http).AskAsync(PlaygroundDriver.Owner, "/mentions beta today")).Card!.ToJsonString().ShouldContain("Beta today: 1 mention");

        await WriteUntilAsync(file, """{"Brands": [{"Name": "Acme", "Match": "acme OR ("}]}""", () => Says(app, "Brands:0:Match"));
        settings.Brands.Brands.Count.ShouldBe(2);

        await WriteUntilAsync(file, """{"Brands": [{"Name": "Ac""", () => Says(app, "brands.json cannot be read"));
        settings.Brands.Brands.Count.ShouldBe(2);

        await WriteUntilAsync(file, Acme, () => settings.Brands.Brands.Count == 1);
    }

    private static bool Says(TestApp app, string words) => app.Logs.Lines.Any(line => line.Level == LogLevel.Error && line.Text.Contains(words, StringComparison.Ordinal));

    private static async Task WriteUntilAsync(string file, string content, Func<bool> seen)
    {
        await File.WriteAllTextAsync(file, content);
        await TestApp.Eventually(() => Task.FromResult(seen()), $"the file to be read again: {content}");
    }
}
