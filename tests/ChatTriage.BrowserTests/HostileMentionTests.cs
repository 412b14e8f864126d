using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>Mentions that were written to break the page: each is shown as the words it is.</summary>
public sealed class HostileMentionTests(Chromium chromium)
{
    private const string Markup = "<script>window.ran = 1; alert(1)</script><img src=x onerror=\"window.ran = 1\"><b>@brightwater</b>";

    // What the cards are made of has none of these, so each would come from a mention.
    /// <summary>The picture of a chart is this program's own.</summary>
    private const string ForeignElements = "main :is(script, style, img:not([src^='/charts/']), picture, video, audio, iframe, object, embed, link, a, b, i, u, em, strong, marquee, template)";

    private static readonly string[] Texts =
    [
        Markup,
        "<!channel> <@U0123> @everyone @channel look at brightwater",
        "brightwater ${x} ${state} ${$root} $(x) #{x} %s {0}",
        "brightwater {{DATE(2000-01-01T00:00:00Z, LONG)}} {{TIME(2000-01-01T00:00:00Z)}}",
        "[https://bank.example](https://evil.example) says brightwater **pays** _you_ `now` <https://evil.example|https://bank.example>",
        "\"}]},{\"type\":\"Image\",\"url\":\"https://evil.example/x.png\"} brightwater \\u003cscript\\u003e",
        "&lt;script&gt;alert(1)&lt;/script&gt; brightwater &amp; &#60;b&#62;",
        "\U0001F525\U0001F525\U0001F468‍\U0001F469‍\U0001F467\U0001F3F3️‍\U0001F308",
    ];

    [Fact]
    public async Task Hostile_Words_Are_Shown_As_They_Are_And_Nothing_Of_Them_Runs()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);
        foreach (string text in Texts)
        {
            await SendAsync(people, text, author: text);
        }

        foreach (string text in Texts)
        {
            // An invisible joiner keeps clients from reading a date function into it.
            string shown = text.Replace("{{", "{\u2060{", StringComparison.Ordinal);
            await Expect(Quote(window).Filter(new() { HasText = shown })).ToHaveCountAsync(1);
        }

        await window.ScreenshotAsync("hostile-1-words");
        await ShouldBeInertAsync(window);
    }

    [Fact]
    public async Task Hostile_Words_Stay_Inert_On_Every_Later_Card()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await SendAsync(people, Markup, author: Markup);
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        ILocator triage = window.Triage.Locator(".message");
        await PlaygroundWindow.Button(triage, "More").ClickAsync();
        await triage.GetByLabel("Note for the others").FillAsync(Markup);
        await PlaygroundWindow.Button(triage, "Add note").ClickAsync();
        await Expect(triage).ToContainTextAsync($"Olivia Ortiz: {Markup}");
        await PlaygroundWindow.Button(triage, "Customer service").ClickAsync();
        ILocator desk = window.CustomerService.Locator(".message");
        await Expect(desk).ToContainTextAsync(Markup);
        await PlaygroundWindow.Button(desk, "I'll answer").ClickAsync();
        await PlaygroundWindow.Button(desk, "Mark answered").ClickAsync();
        await desk.GetByLabel("Link of your answer, or what you answered").FillAsync(Markup);
        await PlaygroundWindow.Button(desk, "Mark answered").Last.ClickAsync();
        await Expect(desk).ToContainTextAsync("Answered by Olivia Ortiz");
        await Expect(desk).ToContainTextAsync(Markup);
        await PlaygroundWindow.Button(desk, "History").ClickAsync();
        await Expect(window.CustomerService).ToContainTextAsync("History of this mention");
        await window.AskAsync(PlaygroundDriver.PublicRelations, $"/mentions {Markup}");
        await Expect(window.PrivateAnswers.Filter(new() { HasText = $"You asked: /mentions {Markup}" })).ToHaveCountAsync(1);
        await window.AskAsync(PlaygroundDriver.PublicRelations, "/mentions Brightwater today");
        await Expect(window.PrivateAnswers.Filter(new() { HasText = "Brightwater today: 1 mention" })).ToContainTextAsync(Markup);

        await window.ScreenshotAsync("hostile-2-later-cards");
        await ShouldBeInertAsync(window);
    }

    [Fact]
    public async Task A_Right_To_Left_Override_Cannot_Turn_The_Words_Of_The_Card_Round()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await SendAsync(people, "brightwater \u202Egnorw si siht\u2066 and on", author: "\u202Eerised");
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        await Expect(Quote(window)).ToContainTextAsync("brightwater gnorw si siht and on");
        string all = await window.Triage.TextContentAsync() ?? "";
        all.ShouldNotContain('\u202E');
        all.ShouldNotContain('\u2066');
        await ShouldBeInertAsync(window);
    }

    [Fact]
    public async Task A_Hundred_Thousand_Characters_Are_Cut_And_Leave_The_Card_Its_Size()
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        await SendAsync(people, $"brightwater {new string('W', 100_000)}", author: new string('M', 100));
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        string shown = await Quote(window).TextContentAsync() ?? "";
        shown.ShouldStartWith("brightwater WWWW");
        shown.ShouldEndWith("W…");
        shown.Length.ShouldBeLessThanOrEqualTo(400);
        await window.ShouldFitTheScreenAsync();
        await window.ScreenshotAsync("hostile-3-a-hundred-thousand-characters");
        await ShouldBeInertAsync(window);
    }

    [Fact]
    public async Task The_Dialog_Says_Why_A_Link_That_Is_No_Web_Address_Is_Not_Taken()
    {
        await using TestApp app = await TestApp.StartAsync();
        await using PlaygroundWindow window = await chromium.OpenAsync(app, PlaygroundDriver.Owner);

        await window.Page.GetByTestId("post-mention-open").ClickAsync();
        await window.Page.GetByTestId("post-mention-text").FillAsync("brightwater");
        await window.Page.GetByTestId("post-mention-url").FillAsync("javascript:alert(1)");
        await window.Page.GetByTestId("post-mention-send").ClickAsync();
        await Expect(window.Page.GetByTestId("post-mention-result")).ToContainTextAsync("Not accepted, the link");
        await window.ScreenshotAsync("hostile-4-a-link-that-is-none");
        await ShouldBeInertAsync(window);
    }

    /// <summary>The words of the mention on a triage card.</summary>
    private static ILocator Quote(PlaygroundWindow window) => window.Triage.Locator(".message .ac-container .ac-container");

    private static async Task SendAsync(PlaygroundDriver people, string text, string author)
    {
        var report = await people.PostAsync("/ingest/test", new { externalId = $"{Guid.NewGuid():N}", text, brand = "Brightwater", author = new { name = author } });
        report["accepted"]!.GetValue<long>().ShouldBe(1);
        await TestApp.Eventually(async () => (await people.CardsAsync(PlaygroundDriver.Triage)).Any(), "its card");
    }

    private static async Task ShouldBeInertAsync(PlaygroundWindow window)
    {
        (await window.Page.EvaluateAsync<bool>("() => window.ran === undefined")).ShouldBeTrue();
        await Expect(window.Page.Locator(ForeignElements)).ToHaveCountAsync(0);
        window.ShouldHaveNoFaults();
    }
}
