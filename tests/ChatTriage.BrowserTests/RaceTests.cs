using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>The Race button: two people press *I'll answer* in the same instant.</summary>
public sealed class RaceTests(Chromium chromium)
{
    [Fact]
    public async Task A_Race_Has_Exactly_One_Winner_And_The_Card_Shows_The_Same_One()
    {
        await using TestApp app = await TestApp.StartAsync();
        ShownCard routed = await new PlaygroundDriver(app.Http).RoutedAsync("My @brightwater filter leaks");
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        await window.Page.GetByTestId($"race-{routed.MessageId}").ClickAsync();
        await window.Page.GetByTestId("race-first").SelectOptionAsync("playground:ana");
        await window.Page.GetByTestId("race-second").SelectOptionAsync("playground:petra");
        await window.ScreenshotAsync("race-1-two-people-are-chosen");
        await window.Page.GetByTestId("race-start").ClickAsync();

        ILocator result = window.Page.GetByTestId("race-result");
        await Expect(result.Locator("[data-won]")).ToHaveCountAsync(2);
        ILocator won = result.Locator("[data-won=true]");
        await Expect(won).ToHaveCountAsync(1);
        await window.ScreenshotAsync("race-2-one-has-it");
        string winner = await won.GetAttributeAsync("data-person") == "playground:ana" ? "Ana Alves" : "Petra Park";
        await Expect(result.Locator("[data-won=false]")).ToContainTextAsync($"{winner} is answering since");

        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(PlaygroundWindow.CardWith(window.CustomerService, "filter leaks")).ToContainTextAsync($"{winner} is answering since");
        await Expect(window.Page.GetByTestId($"race-{routed.MessageId}")).ToHaveCountAsync(0);
        window.ShouldHaveNoFaults();
    }
}
