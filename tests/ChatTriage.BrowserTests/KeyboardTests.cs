using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>The playground without a mouse.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task A_Mention_Is_Decided_And_Claimed_By_Tab_And_Enter_Alone()
    {
        await using TestApp app = await TestApp.StartAsync();
        await new PlaygroundDriver(app.Http).MentionWithCardAsync("My @brightwater filter leaks");
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        ILocator triage = PlaygroundWindow.CardWith(window.Triage, "filter leaks");
        await window.TabToAsync(PlaygroundWindow.Button(triage, "Customer service"));
        await window.ScreenshotAsync("keyboard-1-a-category-has-the-focus");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(triage).ToContainTextAsync("On the customer service desk · nobody yet");

        // Whoever works by keyboard goes on from the card and not from the top of the page.
        (await triage.EvaluateAsync<bool>("card => card.contains(document.activeElement)")).ShouldBeTrue();

        ILocator desk = PlaygroundWindow.CardWith(window.CustomerService, "filter leaks");
        await window.TabToAsync(PlaygroundWindow.Button(desk, "I'll answer"));
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(desk).ToContainTextAsync("Olivia Ortiz is answering");
        window.ShouldHaveNoFaults();
    }

    [Fact]
    public async Task The_Dialog_Takes_The_Focus_And_Gives_It_Back()
    {
        await using TestApp app = await TestApp.StartAsync();
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        ILocator open = window.Page.GetByTestId("post-mention-open");
        await window.TabToAsync(open);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByTestId("post-mention-text")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(open).ToBeFocusedAsync();
        window.ShouldHaveNoFaults();
    }
}
