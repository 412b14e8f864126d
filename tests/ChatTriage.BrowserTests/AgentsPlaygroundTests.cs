using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.BrowserTests;

/// <summary>The whole way of one mention in a Teams client that nobody here wrote, driven by two people with a window each.</summary>
public sealed class AgentsPlaygroundTests(Chromium chromium)
{
    private const string Words = "My brightwater filter leaks again, third time this month.";
    private const string Alex = "teams:00000000-0000-0000-0000-0000000000a0";

    [Fact]
    public async Task Two_People_Take_A_Mention_From_Its_Post_To_Its_Answer_In_Microsofts_Agents_Playground()
    {
        string keys = Directory.CreateTempSubdirectory("chattriage-keys-").FullName;
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { RealTime = true, Settings = Settings(keys) });
        await using AgentsPlayground playground = await AgentsPlayground.StartAsync(app.Http.BaseAddress!);
        await using AgentsPlaygroundWindow alex = await chromium.OpenAsync(playground, AgentsPlaygroundWindow.Alex);
        await using AgentsPlaygroundWindow megan = await chromium.OpenAsync(playground, AgentsPlaygroundWindow.Megan);
        await Expect(megan.Page.GetByText("Megan Bowen").First).ToBeVisibleAsync();

        await ConnectAsync(alex, "Triage", "connect triage", "This channel is now triage");
        await alex.ScreenshotAsync("teams-01-connected");
        await ConnectAsync(alex, "General", "connect customer-service", "This channel is now the customer-service desk");
        await megan.ShowAsync("General");
        await alex.ShowAsync("Triage");

        await app.PostAsync("/ingest/test", new { externalId = "p1", text = Words, url = "https://example.com/posts/p1", author = new { name = "Mara Lindqvist", handle = "mara" } });
        await Expect(alex.Page.GetByText("Needs a decision")).ToBeVisibleAsync();
        await Expect(alex.Page.GetByText(Words)).ToBeVisibleAsync();
        await alex.ScreenshotAsync("teams-02-the-owner-sees-the-card");

        await alex.Button("Customer service").ClickAsync();
        await Expect(alex.Page.GetByText("On the customer service desk")).ToBeVisibleAsync();
        await alex.ScreenshotAsync("teams-03-the-owner-decided");

        // Both look at the desk; the one is first and the other is told so.
        await Expect(megan.Page.GetByText("Needs one answer")).ToBeVisibleAsync();
        await megan.ScreenshotAsync("teams-04-the-desk-has-it");
        await alex.ShowAsync("General");
        await Expect(alex.Page.GetByText("Needs one answer")).ToBeVisibleAsync();
        await alex.ClickSlowlyAsync(alex.Button("I'll answer"), async () =>
        {
            await megan.Button("I'll answer").ClickAsync();
            await Expect(megan.Page.GetByText("Megan Bowen is answering since")).ToBeVisibleAsync();
            await Expect(alex.Page.GetByText("Megan Bowen is answering since")).ToHaveCountAsync(1);
        });
        await megan.ScreenshotAsync("teams-05-the-first-has-it");

        // Above the card that both see now stands a sentence for him alone.
        await Expect(alex.Page.GetByText("Megan Bowen is answering since")).ToHaveCountAsync(2);
        await Expect(megan.Page.GetByText("Megan Bowen is answering since")).ToHaveCountAsync(1);
        await alex.ScreenshotAsync("teams-06-the-second-is-told-who-holds-it");

        await megan.Button("Mark answered").First.ClickAsync();
        await megan.Page.GetByLabel("Link of your answer, or what you answered").FillAsync("https://example.com/posts/p1#reply");
        await megan.ScreenshotAsync("teams-07-the-answer-is-written-down");
        await megan.Button("Mark answered").Last.ClickAsync();
        await Expect(megan.Page.GetByText("Answered by Megan Bowen")).ToBeVisibleAsync();
        await megan.ScreenshotAsync("teams-08-answered");
        await Expect(alex.Page.GetByText("Answered by Megan Bowen")).ToBeVisibleAsync();
        await alex.ShowAsync("Triage");
        await Expect(alex.Page.GetByText("Answered by Megan Bowen")).ToBeVisibleAsync();
        await alex.ScreenshotAsync("teams-09-answered-in-the-other-window");

        Directory.Delete(keys, recursive: true);
    }

    private static async Task ConnectAsync(AgentsPlaygroundWindow window, string channel, string words, string answer)
    {
        await window.ShowAsync(channel);
        await window.PostAsync(words);
        await Expect(window.Page.GetByText(answer).First).ToBeVisibleAsync();
    }

    private static (string Key, string? Value)[] Settings(string keys) =>
    [
        ("Teams:AllowUnauthenticated", "true"),
        ("Teams:KeysFolder", keys),
        ("Brands:0:Name", "Brightwater"),
        ("Brands:0:Match", "brightwater"),
        ("Triage:Owners:0", Alex),
        ("Triage:Channels:0", null),
        ("Desks:CustomerService:Channels:0", null),
        ("Desks:PublicRelations:Channels:0", null),
    ];
}
