using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>The Agents Playground in a browser window of one person.</summary>
public sealed class AgentsPlaygroundWindow : IAsyncDisposable
{
    /// <summary>The person as whom the playground itself sends what is typed; decides here.</summary>
    public const string Alex = "29:1alex-wilber";

    /// <summary>Another person, who presses buttons.</summary>
    public const string Megan = "29:1megan-bowen";

    private readonly IBrowserContext _context;

    private AgentsPlaygroundWindow(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens the page as a person. It asks who it is when it loads, and takes the answer's <c>currentUser</c> for it.</summary>
    public static async Task<AgentsPlaygroundWindow> OpenAsync(IBrowser browser, AgentsPlayground playground, string person)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1500, Height = 1000 },
            Locale = "en-GB",
            // The playground says so of everybody, wherever the browser is.
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(15_000);
        await context.RouteAsync("**/_internal/v1/config", route => AnswerAsAsync(route, person));
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(playground.BaseUrl.ToString());
        await page.GetByText("Type a message").WaitForAsync();
        return new AgentsPlaygroundWindow(context, page);
    }

    /// <summary>Shows a channel of the list.</summary>
    public async Task ShowAsync(string channel)
    {
        await Page.GetByRole(AriaRole.Treeitem, new() { NameRegex = new System.Text.RegularExpressions.Regex($"{channel}$") }).ClickAsync();
        await Page.GetByText("Start a new post").WaitForAsync();
    }

    /// <summary>Writes a new post to the bot in the channel that is shown. The box for it is the first; below are those of the threads, such as that of a greeting.</summary>
    public async Task PostAsync(string text)
    {
        ILocator box = Page.Locator("[data-lexical-editor=true]").First;
        await box.ClickAsync();
        await Page.Keyboard.TypeAsync("@");
        await Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new System.Text.RegularExpressions.Regex("^ChatTriage") }).ClickAsync();
        await Assertions.Expect(box).ToContainTextAsync("ChatTriage");
        await Page.Keyboard.TypeAsync($" {text}");
        await Assertions.Expect(box).ToContainTextAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).First.ClickAsync();
    }

    /// <summary>A button of a card.</summary>
    public ILocator Button(string title) => Page.GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    /// <summary>Holds this window's next click on its way to the playground until the given work is done, as a slow network would.</summary>
    public async Task ClickSlowlyAsync(ILocator button, Func<Task> meanwhile)
    {
        var onItsWay = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await Page.RouteAsync("**/_conversation/v1/invoke", async route =>
        {
            onItsWay.TrySetResult();
            await goOn.Task;
            await route.ContinueAsync();
        }, new() { Times = 1 });
        await button.ClickAsync();
        await onItsWay.Task.WaitAsync(TimeSpan.FromSeconds(15));
        await meanwhile();
        goOn.SetResult();
    }

    /// <summary>Takes a picture.</summary>
    public Task ScreenshotAsync(string name) => Screenshots.TakeAsync(Page, name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static async Task AnswerAsAsync(IRoute route, string person)
    {
        IAPIResponse response = await route.FetchAsync();
        JsonNode answer = JsonNode.Parse(await response.TextAsync())!;
        JsonObject config = answer["config"]!.AsObject();
        JsonArray users = config["users"]!.AsArray();
        if (users.FirstOrDefault(user => (string?)user!["id"] == person) is { } other)
        {
            // The two change places, also among the members of chats and teams.
            JsonNode me = config["currentUser"]!.DeepClone();
            string mine = (string)me["id"]!;
            users[users.IndexOf(other)] = me;
            config["currentUser"] = other.DeepClone();
            foreach (JsonArray members in config["groupChats"]!.AsArray().Concat(config["teams"]!.AsArray()).Select(place => place!["members"]!.AsArray()))
            {
                int at = members.Select(member => (string?)member).ToList().IndexOf(person);
                if (at >= 0)
                {
                    members[at] = mine;
                }
            }
        }

        await route.FulfillAsync(new RouteFulfillOptions { Response = response, Body = answer.ToJsonString() });
    }
}
