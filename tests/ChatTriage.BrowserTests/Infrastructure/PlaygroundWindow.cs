using System.Collections.Concurrent;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>
/// The playground in a browser window of one person, with what a person does there. Its day is the program's: the page's clock is set to
/// the clock of the <see cref="TestApp"/>.
/// </summary>
public sealed class PlaygroundWindow : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly TestApp _app;
    private readonly ConcurrentQueue<string> _faults = new();

    private PlaygroundWindow(IBrowserContext context, IPage page, TestApp app)
    {
        (_context, Page, _app) = (context, page, app);
        page.PageError += (_, error) => _faults.Enqueue($"script error: {error}");
        page.Console += (_, line) => Note(line.Type is "error" or "warning", $"console {line.Type}: {line.Text}");
        page.Dialog += (_, dialog) => _ = NoteAsync(dialog);
        context.Page += (_, opened) => _faults.Enqueue($"a window was opened: {opened.Url}");
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Column of new mentions.</summary>
    public ILocator Triage => Channel(PlaygroundDriver.Triage);

    /// <summary>Column of the customer-service desk.</summary>
    public ILocator CustomerService => Channel(PlaygroundDriver.CustomerService);

    /// <summary>Private answers that can be seen.</summary>
    public ILocator PrivateAnswers => Page.GetByTestId("private-answer").Filter(new() { Visible = true });

    /// <summary>Opens the page and waits until news arrive.</summary>
    public static async Task<PlaygroundWindow> OpenAsync(IBrowser browser, TestApp app, string person, Look look)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.Scheme,
            HasTouch = look.Touch,
            IsMobile = look.Touch,
            DeviceScaleFactor = look.Touch ? 2 : 1,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(15_000);
        IPage page = await context.NewPageAsync();
        var window = new PlaygroundWindow(context, page, app);
        await window.SetClockAsync();
        await page.GotoAsync(new Uri(app.Http.BaseAddress!, $"/playground?as={person}").ToString());
        await Assertions.Expect(page.GetByTestId("connection")).ToHaveTextAsync("Live");
        return window;
    }

    /// <summary>Makes the page's clock the program's.</summary>
    public Task SetClockAsync() => _context.Clock.SetFixedTimeAsync(_app.Clock.GetUtcNow().UtcDateTime);

    /// <summary>Becomes somebody else by the switcher.</summary>
    public Task BecomeAsync(string name) => Page.GetByTestId("person-switcher").GetByRole(AriaRole.Radio, new() { Name = name }).CheckAsync(new() { Force = true });

    /// <summary>Column of a channel.</summary>
    public ILocator Channel(string address) => Page.GetByTestId($"channel-{address.Split(':')[1]}");

    /// <summary>Brings a column into sight: on a phone its tab is pressed, elsewhere it is there already.</summary>
    public async Task ShowAsync(string address)
    {
        ILocator tab = Page.GetByTestId($"tab-{address.Split(':')[1]}");
        if (await tab.IsVisibleAsync())
        {
            await tab.ClickAsync();
        }
    }

    /// <summary>The card in a column that says something.</summary>
    public static ILocator CardWith(ILocator channel, string words) => channel.Locator(".message").Filter(new() { HasText = words });

    /// <summary>A button of a card by its title.</summary>
    public static ILocator Button(ILocator card, string title) => card.GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    /// <summary>Posts a mention by the dialog and goes back to the cards.</summary>
    public async Task PostMentionAsync(string text, string author, string? screenshot = null)
    {
        await Page.GetByTestId("post-mention-open").ClickAsync();
        await Page.GetByTestId("post-mention-text").FillAsync(text);
        await Page.GetByTestId("post-mention-author").FillAsync(author);
        if (screenshot is not null)
        {
            await ScreenshotAsync(screenshot);
        }

        await Page.GetByTestId("post-mention-send").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("post-mention-result")).ToContainTextAsync("Accepted");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show the card" }).ClickAsync();
    }

    /// <summary>Sends a command from a column's box.</summary>
    public async Task AskAsync(string channel, string command)
    {
        string id = channel.Split(':')[1];
        await Page.GetByTestId($"command-input-{id}").FillAsync(command);
        await Page.GetByTestId($"command-send-{id}").ClickAsync();
    }

    /// <summary>Holds this window's next click on its way to the service until the given work is done, as a slow network would.</summary>
    public async Task ClickSlowlyAsync(ILocator button, Func<Task> meanwhile)
    {
        var onItsWay = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await Page.RouteAsync("**/playground/api/click", async route =>
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

    /// <summary>Presses Tab until the focus is on that element, as somebody without a mouse does.</summary>
    public async Task TabToAsync(ILocator element)
    {
        const int Patience = 60;
        for (int pressed = 0; pressed < Patience; pressed++)
        {
            if (await element.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"{element} was not reached by {Patience} presses of Tab");
    }

    /// <summary>Takes a picture.</summary>
    public Task ScreenshotAsync(string name) => Screenshots.TakeAsync(Page, name);

    /// <summary>Nothing went wrong in the page so far: no script error, nothing refused by its policy, no dialog, no window opened.</summary>
    public void ShouldHaveNoFaults() => _faults.ShouldBeEmpty();

    /// <summary>Nothing sticks out to the side: not of the page, not of a list of cards; the people to choose from only on a phone.</summary>
    public async Task ShouldFitTheScreenAsync()
    {
        string[] tooWide = await Page.EvaluateAsync<string[]>(
            """
            () => [document.documentElement, document.body, ...document.querySelectorAll(".messages, .message, .message-body, dialog[open]"),
                   ...document.querySelectorAll(matchMedia("(min-width: 800px)").matches ? ".people-list" : ":not(*)")]
              .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
              .map(one => `${one.tagName}.${one.className}: ${one.scrollWidth} in ${one.clientWidth}`)
            """);
        tooWide.ShouldBeEmpty();
    }

    /// <summary>The words on every button of a card stand out from the button: at least 4.5 to 1, as WCAG asks.</summary>
    public async Task ShouldHaveReadableButtonsAsync()
    {
        string[] faint = await Page.EvaluateAsync<string[]>(
            """
            () => {
              const channel = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
              const light = colour => colour.match(/[\d.]+/g).slice(0, 3).map(part => channel(part / 255)).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0.05);
              const contrast = one => {
                const { color, backgroundColor } = getComputedStyle(one);
                const [low, high] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
                return high / low;
              };
              return [...document.querySelectorAll(".ac-pushButton")].filter(one => one.checkVisibility() && contrast(one) < 4.5)
                .map(one => `${one.textContent}: ${contrast(one).toFixed(2)}`);
            }
            """);
        faint.ShouldBeEmpty();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(bool isFault, string fault)
    {
        if (isFault)
        {
            _faults.Enqueue(fault);
        }
    }

    private async Task NoteAsync(IDialog dialog)
    {
        _faults.Enqueue($"dialog: {dialog.Message}");
        await dialog.DismissAsync();
    }
}
