using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>Somebody who does not decide presses a category.</summary>
public sealed class SuggestionTests(Chromium chromium)
{
    [Fact]
    public async Task Who_Does_Not_Decide_Is_Told_Who_Does_And_May_Leave_A_Suggestion_For_The_Owner()
    {
        await using TestApp app = await TestApp.StartAsync();
        await new PlaygroundDriver(app.Http).MentionWithCardAsync("Is it true that Brightwater closes a plant?", "nadia");
        await using PlaygroundWindow noah = await chromium.OpenAsync(app, "playground:noah");
        await using PlaygroundWindow olivia = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        await PlaygroundWindow.Button(PlaygroundWindow.CardWith(noah.Triage, "closes a plant"), "Public reply").ClickAsync();
        ILocator refusal = PlaygroundWindow.CardWith(noah.Triage, "Only visible to you (Noah)");
        await Expect(refusal).ToContainTextAsync("Olivia Ortiz decides now");
        await PlaygroundWindow.Button(refusal, "Suggest this").ClickAsync();
        await refusal.GetByLabel("Why (optional)").FillAsync("the press is asking");
        await noah.ScreenshotAsync("suggestion-1-the-wrong-person-is-told");
        await PlaygroundWindow.Button(refusal, "Suggest this").Last.ClickAsync();
        await Expect(noah.PrivateAnswers).ToContainTextAsync("Your suggestion is on the card for Olivia Ortiz.");
        await Expect(refusal.GetByLabel("Why (optional)")).ToBeHiddenAsync();
        await noah.ScreenshotAsync("suggestion-2-the-suggestion-is-taken");

        ILocator owners = PlaygroundWindow.CardWith(olivia.Triage, "closes a plant");
        await Expect(owners).ToContainTextAsync("Noah Novak: suggests Public reply (the press is asking)");
        await Expect(owners).ToContainTextAsync("Needs a decision · Brightwater · Olivia Ortiz decides");
        await olivia.ScreenshotAsync("suggestion-3-the-owner-sees-it");
        noah.ShouldHaveNoFaults();
        olivia.ShouldHaveNoFaults();
    }
}
