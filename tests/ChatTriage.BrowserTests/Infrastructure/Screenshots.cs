using Microsoft.Playwright;

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>Pictures for people to look at after a run, in <c>tests/output/screenshots</c>.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Root(), "tests", "output", "screenshots")).FullName;

    /// <summary>Takes one, once nothing moves any more: of what is in sight, or of all of the page.</summary>
    public static async Task TakeAsync(IPage page, string name, bool all = false)
    {
        await page.EvaluateAsync("() => Promise.allSettled(document.getAnimations().map(one => one.finished))");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), Caret = ScreenshotCaret.Initial, FullPage = all });
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChatTriage.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"There is no ChatTriage.sln above {AppContext.BaseDirectory}.");
    }
}
