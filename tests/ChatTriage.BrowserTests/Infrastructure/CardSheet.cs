using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Playwright;

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>Cards side by side as the official renderer draws them at version 1.5, with the colours and sizes of Teams.</summary>
internal sealed class CardSheet : IAsyncDisposable
{
    private const string Page =
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title>
        <style>
          body { margin: 16px; font: 14px "Segoe UI", "DejaVu Sans", sans-serif; background: #f5f5f5; color: #242424; columns: 2; column-gap: 16px; }
          figure { margin: 0 0 16px; break-inside: avoid; }
          figcaption { font-size: 12px; opacity: .7; margin-bottom: 4px; }
          .card { background: #fff; border: 1px solid #d1d1d1; border-radius: 4px; overflow: hidden; overflow-wrap: anywhere; }
          .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
          .ac-pushButton { font: inherit; font-weight: 600; padding: 5px 12px; border-radius: 4px; border: 1px solid #d1d1d1; background: #fff; color: #242424; }
          .ac-pushButton.style-positive { background: #4f52b2; border-color: #4f52b2; color: #fff; }
          .ac-input { font: inherit; padding: 5px 8px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; color: inherit; box-sizing: border-box; width: 100%; }
          .ac-input[type=radio] { width: auto; }
          .dark { background: #1f1f1f; color: #fff; }
          .dark .card { background: #292929; border-color: #525252; }
          .dark .ac-pushButton, .dark .ac-input { background: #292929; color: #fff; border-color: #666; }
          .dark .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
        </style><body></body></html>
        """;

    /// <summary>Draws the cards and tells of each what the renderer had to say while it read, checked and drew it.</summary>
    private const string Draw =
        """
        ({ cards, dark, open }) => {
          document.body.classList.toggle("dark", dark);
          const AC = window.AdaptiveCards;
          const on = colour => ({ default: colour, subtle: dark ? "#adadad" : "#616161" });
          const words = { default: on(dark ? "#ffffff" : "#242424"), accent: on("#4f52b2"), good: on("#13a10e"), warning: on("#835c00"), attention: on("#c4314b"), dark: on("#242424"), light: on("#ffffff") };
          const config = new AC.HostConfig({
            fontFamily: "inherit", supportsInteractivity: true,
            fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 }, fontWeights: { lighter: 200, default: 400, bolder: 600 },
            spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 }, separator: { lineThickness: 1, lineColor: dark ? "#484644" : "#edebe9" },
            containerStyles: { default: { backgroundColor: dark ? "#292929" : "#ffffff", foregroundColors: words }, emphasis: { backgroundColor: dark ? "#1f1f1f" : "#f5f5f5", foregroundColors: words } },
            actions: { maxActions: 6, spacing: "default", buttonSpacing: 8, showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" }, actionsOrientation: "horizontal", actionAlignment: "left" },
            inputs: { label: { requiredInputs: { suffix: " *", weight: "default" }, optionalInputs: { weight: "default" } } },
            factSet: { title: { weight: "bolder", wrap: true, maxWidth: 200 }, value: { wrap: true }, spacing: 16 }, textBlock: { headingLevel: 3 },
          });
          return cards.map(({ name, card }) => {
            const drawn = new AC.AdaptiveCard();
            drawn.hostConfig = config;
            const context = new AC.SerializationContext(AC.Versions.v1_5);
            drawn.parse(card, context);
            const element = drawn.render();
            const figure = document.createElement("figure");
            figure.append(Object.assign(document.createElement("figcaption"), { textContent: name }), Object.assign(document.createElement("div"), { className: "card" }));
            figure.lastChild.append(element);
            document.body.append(figure);
            if (open !== null) drawn.getAllActions().filter(action => action instanceof AC.ShowCardAction)[open]?.execute();
            const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
            return { name, warnings: [...events, ...drawn.validateProperties().validationEvents.map(one => one.message)], text: element.innerText, html: element.outerHTML,
              tooWide: [element, ...element.querySelectorAll(".ac-actionSet, .ac-textBlock, .ac-richTextBlock")].some(one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1) };
          });
        }
        """;

    private readonly IBrowserContext _context;
    private readonly IPage _page;

    private CardSheet(IBrowserContext context, IPage page) => (_context, _page) = (context, page);

    /// <summary>An empty sheet with the renderer of the test equipment.</summary>
    public static async Task<CardSheet> OpenAsync(IBrowser browser, int width)
    {
        string renderer = Path.Combine(await TeamsKitCopy.FolderAsync(), "node_modules", "adaptivecards", "dist", "adaptivecards.min.js");
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, Locale = "en-GB", TimezoneId = "Europe/Berlin" });
        IPage page = await context.NewPageAsync();
        await page.SetContentAsync(Page);
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = renderer });
        return new CardSheet(context, page);
    }

    /// <summary>Draws cards under what is there; <paramref name="open"/> presses the button of that number which shows more of a card.</summary>
    public async Task<IReadOnlyList<RenderedCard>> DrawAsync(IEnumerable<(string Name, JsonObject Card)> cards, bool dark, int? open = null)
    {
        JsonElement drawn = await _page.EvaluateAsync<JsonElement>(
            $"json => ({Draw})(JSON.parse(json))",
            new JsonObject { ["cards"] = new JsonArray([.. cards.Select(card => new JsonObject { ["name"] = card.Name, ["card"] = card.Card.DeepClone() })]), ["dark"] = dark, ["open"] = open }.ToJsonString());
        return [.. drawn.EnumerateArray().Select(card => new RenderedCard(
            card.GetProperty("name").GetString()!, [.. card.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)], card.GetProperty("text").GetString()!,
            card.GetProperty("html").GetString()!, card.GetProperty("tooWide").GetBoolean()))];
    }

    /// <summary>Takes a picture of all of it.</summary>
    public Task ScreenshotAsync(string name) => Screenshots.TakeAsync(_page, name, all: true);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
