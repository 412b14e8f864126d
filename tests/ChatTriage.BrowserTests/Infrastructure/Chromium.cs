using ChatTriage.BrowserTests.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>The installed Chromium, started once for all tests; each window is a session of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    // No sandbox: in a container Chromium cannot make one, and only our own page is loaded. The rest keeps it from calling home.
    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        // A machine that builds at the same time may be slow; what is right is seen at once anyhow.
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments });
    }

    /// <summary>Opens the playground as one person; the test is skipped where Chromium is not installed.</summary>
    public async Task<PlaygroundWindow> OpenAsync(Tests.Infrastructure.TestApp app, string person, Look? look = null)
    {
        Assert.SkipWhen(_browser is null, $"{Program} is not installed; ./test.sh installs it");
        return await PlaygroundWindow.OpenAsync(_browser, app, person, look ?? Look.Laptop);
    }

    /// <summary>Opens the Agents Playground as one person; the test is skipped where Chromium is not installed.</summary>
    public async Task<AgentsPlaygroundWindow> OpenAsync(AgentsPlayground playground, string person)
    {
        Assert.SkipWhen(_browser is null, $"{Program} is not installed; ./test.sh installs it");
        return await AgentsPlaygroundWindow.OpenAsync(_browser, playground, person);
    }

    /// <summary>Opens a sheet to draw cards on; the test is skipped where Chromium or the equipment is not there.</summary>
    internal async Task<CardSheet> OpenSheetAsync(int width)
    {
        Assert.SkipWhen(_browser is null, $"{Program} is not installed; ./test.sh installs it");
        return await CardSheet.OpenAsync(_browser, width);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}
