using System.Text.Json.Nodes;
using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>An answer on the page: the picture of its chart, the next page in its place, what is unanswered, the file, and the form for watching.</summary>
public sealed class AnswerButtonsTests(Chromium chromium)
{
    private static readonly string[] Words =
    [
        "My @brightwater filter leaks again, third time this month", "The new @brightwater bottle is lovely, thank you!", "Is the @brightwater outlet open on Sunday?",
        "@brightwater customer service never calls back, so disappointed", "Replaced the @brightwater filter cartridge, works great now", "Why does @brightwater cost so much more than last year?",
        "@brightwater filter leaks and nobody answers", "Love the taste since we have @brightwater at the office",
    ];

    private static readonly string[] Authors = ["Mara Lindqvist", "Tom Okafor", "Ines Duarte"];

    [Fact]
    public async Task Every_Button_Of_An_Answer_Does_What_It_Says()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        for (int i = 0; i < 60; i++)
        {
            await people.PostAsync("/ingest/bluesky", new
            {
                externalId = $"p{i}",
                text = $"{Words[i % Words.Length]} ({i})",
                url = $"https://example.com/posts/p{i}",
                publishedAt = $"2026-11-{(i % 3 == 0 ? 22 : 23)}T{i * i % 13:00}:{i * 7 % 60:00}:00Z",
                author = new { name = Authors[i % Authors.Length] },
            });
        }

        ShownCard desk = (await TestApp.Eventually(async () => await people.CardsAsync(PlaygroundDriver.Triage) is [var first, ..] ? first : null, "a card"))!;
        (await people.ClickAsync(PlaygroundDriver.Owner, desk, "customer-service")).Ok.ShouldBeTrue();
        await using PlaygroundWindow noah = await chromium.OpenAsync(app, "playground:noah", Look.SmallLaptop with { Height = 1500 });

        await noah.AskAsync(PlaygroundDriver.Triage, "/mentions Brightwater today");
        ILocator answer = noah.PrivateAnswers.First;
        await Expect(answer).ToContainTextAsync("Brightwater today:");
        ILocator picture = answer.GetByAltText("Mentions by hour");
        await Expect(picture).ToBeVisibleAsync();
        await TestApp.Eventually(async () => await picture.EvaluateAsync<int>("image => image.naturalWidth") == 800, "the picture");
        await answer.ScrollIntoViewIfNeededAsync();
        await noah.ScreenshotAsync("answer-1-first-page");

        string first = await answer.InnerTextAsync();
        await PlaygroundWindow.Button(answer, "Next").ClickAsync();
        await Expect(picture).ToHaveCountAsync(0);
        (await answer.InnerTextAsync()).ShouldNotBe(first);
        await Expect(noah.PrivateAnswers).ToHaveCountAsync(1);

        await PlaygroundWindow.Button(answer, "Only unanswered").ClickAsync();
        await Expect(PlaygroundWindow.Button(answer, "Only unanswered")).ToHaveCountAsync(0);

        await PlaygroundWindow.Button(answer, "Watch this").ClickAsync();
        await Expect(answer.GetByLabel("Answer it again")).ToBeVisibleAsync();
        await PlaygroundWindow.Button(answer, "Save").ClickAsync();
        await Expect(answer.Locator(".note")).ToBeVisibleAsync();

        await PlaygroundWindow.Button(answer, "CSV").ClickAsync();
        await Expect(noah.Triage.GetByText("Your file is ready").First).ToBeVisibleAsync();
        noah.ShouldHaveNoFaults();
        await DownloadAsync(noah, people);
    }

    private static async Task DownloadAsync(PlaygroundWindow window, PlaygroundDriver people)
    {
        JsonObject message = (await people.PrivateAsync("playground:noah"))[^1];
        string link = (string)CardFiles.Objects(message["card"]).First(found => (string?)(found["type"] as JsonValue) == "Action.OpenUrl")["url"]!;
        IPage page = await window.Page.Context.NewPageAsync();
        await page.GotoAsync(link);
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download CSV" }).ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".csv");
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("filter leaks");
    }
}
