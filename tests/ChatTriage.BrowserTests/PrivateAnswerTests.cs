using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>What is said to one person is seen by that person alone.</summary>
public sealed class PrivateAnswerTests(Chromium chromium)
{
    [Fact]
    public async Task Answers_To_One_Person_Are_Not_Seen_In_The_Window_Of_Another()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await people.MentionWithCardAsync("My @brightwater filter leaks", "mara");
        await using PlaygroundWindow noah = await chromium.OpenAsync(app, "playground:noah");
        await using PlaygroundWindow ana = await chromium.OpenAsync(app, "playground:ana");

        await noah.AskAsync(PlaygroundDriver.Triage, "/mentions Brightwater today");
        await Expect(noah.PrivateAnswers).ToContainTextAsync("Brightwater today: 1 mention");
        ILocator card = PlaygroundWindow.CardWith(noah.Triage, "Needs a decision");
        await PlaygroundWindow.Button(card, "More").ClickAsync();
        await PlaygroundWindow.Button(card, "History").ClickAsync();
        ILocator history = noah.Triage.Locator(".message").Filter(new() { HasText = "History of this mention", Visible = true });
        await Expect(history).ToContainTextAsync("Only visible to you (Noah)");
        await noah.ScreenshotAsync("private-1-the-one-who-asked");

        // A message for everybody that was sent later is here, so the earlier private ones would be here as well.
        await people.MentionWithCardAsync("Another word about @brightwater");
        await Expect(PlaygroundWindow.CardWith(ana.Triage, "Another word about @brightwater")).ToBeVisibleAsync();
        await Expect(ana.PrivateAnswers).ToHaveCountAsync(0);
        await Expect(ana.Page.GetByText("History of this mention").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        await Expect(ana.Page.GetByText("Only visible to you").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        await ana.ScreenshotAsync("private-2-the-other-window");

        await noah.BecomeAsync("Petra Park");
        await Expect(noah.PrivateAnswers).ToHaveCountAsync(0);
        await Expect(history).ToHaveCountAsync(0);
        await noah.BecomeAsync("Noah Novak");
        await Expect(noah.PrivateAnswers).ToHaveCountAsync(1);
        await Expect(history).ToHaveCountAsync(1);
        noah.ShouldHaveNoFaults();
        ana.ShouldHaveNoFaults();
    }
}
