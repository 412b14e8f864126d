using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>The whole way of one mention, as two people with a window each see it.</summary>
public sealed class WholeLifeTests(Chromium chromium)
{
    private const string Words = "My @brightwater filter leaks again, third time this month.";

    [Fact]
    public async Task Two_People_Take_A_Mention_From_Its_Post_To_Its_Answer()
    {
        await using TestApp app = await TestApp.StartAsync();
        await using PlaygroundWindow first = await chromium.OpenAsync(app, PlaygroundDriver.Owner);
        await using PlaygroundWindow second = await chromium.OpenAsync(app, "playground:ana");
        await first.ScreenshotAsync("life-01-nothing-yet");

        await first.PostMentionAsync(Words, "Mara Lindqvist", screenshot: "life-02-a-mention-is-posted");
        ILocator triage = PlaygroundWindow.CardWith(first.Triage, Words);
        await Expect(triage).ToContainTextAsync("Needs a decision · Brightwater · Olivia Ortiz decides");
        await first.ScreenshotAsync("life-03-the-owner-sees-its-card");

        await MinutesPassAsync(app, 3, first, second);
        await PlaygroundWindow.Button(triage, "Customer service").ClickAsync();
        await Expect(triage).ToContainTextAsync("On the customer service desk · nobody yet · Brightwater");
        await first.ScreenshotAsync("life-04-the-owner-decided");

        ILocator desk = PlaygroundWindow.CardWith(second.CustomerService, Words);
        await Expect(desk).ToContainTextAsync("Needs one answer · nobody yet · by 16:03 · Brightwater");
        await second.ScreenshotAsync("life-05-the-desk-has-it-in-the-other-window");

        await MinutesPassAsync(app, 2, first, second);
        await first.BecomeAsync("Carl Conti");
        ILocator carls = PlaygroundWindow.CardWith(first.CustomerService, Words);
        await first.ClickSlowlyAsync(PlaygroundWindow.Button(carls, "I'll answer"), async () =>
        {
            await PlaygroundWindow.Button(desk, "I'll answer").ClickAsync();
            await Expect(desk).ToContainTextAsync("Ana Alves is answering since 15:05, theirs until 15:35");
        });
        await second.ScreenshotAsync("life-06-the-first-has-it");
        await Expect(first.PrivateAnswers).ToContainTextAsync("Ana Alves is answering since 15:05, theirs until 15:35");
        await Expect(carls).ToContainTextAsync("Ana Alves is answering");
        await first.ScreenshotAsync("life-07-the-second-is-told-who-holds-it");
        await Expect(second.PrivateAnswers.Filter(new() { HasText = "Ana Alves is answering since" })).ToHaveCountAsync(0);

        await MinutesPassAsync(app, 9, first, second);
        await PlaygroundWindow.Button(desk, "Mark answered").First.ClickAsync();
        await desk.GetByLabel("Link of your answer, or what you answered").FillAsync("https://example.com/posts/17#reply");
        await second.ScreenshotAsync("life-08-the-answer-is-written-down");
        await PlaygroundWindow.Button(desk, "Mark answered").Last.ClickAsync();

        foreach (ILocator card in new[] { desk, carls, triage, PlaygroundWindow.CardWith(second.Triage, Words) })
        {
            await Expect(card).ToContainTextAsync("Answered by Ana Alves at 15:14, after 14 minutes");
        }

        await second.ScreenshotAsync("life-09-answered");
        await first.ScreenshotAsync("life-10-answered-in-the-other-window");

        await first.AskAsync(PlaygroundDriver.Triage, "/mentions Brightwater today");
        ILocator answer = first.PrivateAnswers.Filter(new() { HasText = "You asked" });
        await Expect(answer).ToContainTextAsync("Brightwater today: 1 mention");
        await Expect(answer).ToContainTextAsync("answered by Ana Alves");
        await first.ScreenshotAsync("life-11-anybody-may-ask");

        first.ShouldHaveNoFaults();
        second.ShouldHaveNoFaults();
    }

    private static async Task MinutesPassAsync(TestApp app, int minutes, params PlaygroundWindow[] windows)
    {
        await app.AdvanceAsync(TimeSpan.FromMinutes(minutes));
        foreach (PlaygroundWindow window in windows)
        {
            await window.SetClockAsync();
        }
    }
}
