using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>The page on screens of several sizes, light and dark.</summary>
public sealed class LooksTests(Chromium chromium)
{
    /// <summary>Screens by the name of their picture.</summary>
    public static TheoryData<string, Look> Screens => new()
    {
        { "laptop", Look.Laptop }, { "laptop-dark", Look.DarkLaptop }, { "laptop-small", Look.SmallLaptop }, { "phone", Look.Phone }, { "phone-dark", Look.DarkPhone },
    };

    [Theory]
    [MemberData(nameof(Screens), DisableDiscoveryEnumeration = true)]
    public async Task The_First_Screen_Shows_Sample_Mentions_And_Nothing_Sticks_Out(string name, Look look)
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions
        {
            Configure = builder => builder.Configuration.AddInMemoryCollection([new("Playground:SampleMentions", "true")]),
        });
        await app.DrainOutboxAsync();
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner, look);

        await Expect(window.Triage.Locator(".message")).ToHaveCountAsync(5);
        await Expect(window.Triage.Locator(".message").Last).ToBeInViewportAsync();
        await CheckAsync(window, $"first-screen-{name}");
        window.ShouldHaveNoFaults();
    }

    [Theory]
    [MemberData(nameof(Screens), DisableDiscoveryEnumeration = true)]
    public async Task Cards_With_All_Their_Parts_Open_Fit_The_Screen(string name, Look look)
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await people.RoutedAsync("The @brightwater app loses my settings again and again: https://example.com/a-very-long-address-that-has-no-place-to-break-it-anywhere-at-all");
        await people.MentionWithCardAsync("My @brightwater filter leaks", "mara");
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner, look);

        await PlaygroundWindow.Button(PlaygroundWindow.CardWith(window.Triage, "filter leaks"), "More").ClickAsync();
        await CheckAsync(window, $"cards-1-triage-{name}");

        await window.ShowAsync(PlaygroundDriver.CustomerService);
        ILocator desk = PlaygroundWindow.CardWith(window.CustomerService, "loses my settings");
        await PlaygroundWindow.Button(desk, "Not ours").ClickAsync();
        await CheckAsync(window, $"cards-2-desk-{name}");

        await PlaygroundWindow.Button(desk, "I'll answer").ClickAsync();
        await Expect(desk).ToContainTextAsync("Olivia Ortiz is answering");
        await PlaygroundWindow.Button(desk, "Mark answered").ClickAsync();
        await CheckAsync(window, $"cards-3-claimed-{name}");

        await window.AskAsync(PlaygroundDriver.CustomerService, "/mentions Brightwater today");
        await Expect(window.PrivateAnswers.Filter(new() { HasText = "Brightwater today: 2 mentions" })).ToBeVisibleAsync();
        await CheckAsync(window, $"cards-4-answer-{name}");
        window.ShouldHaveNoFaults();
    }

    private static async Task CheckAsync(PlaygroundWindow window, string name)
    {
        await window.ScreenshotAsync(name);
        await window.ShouldFitTheScreenAsync();
        await window.ShouldHaveReadableButtonsAsync();
    }
}
