using System.Text.Json.Nodes;
using ChatTriage.BrowserTests.Infrastructure;
using ChatTriage.Tests.Teams;

namespace ChatTriage.BrowserTests;

/// <summary>The cards of Teams in the official renderer, which is what Teams itself is made with.</summary>
public sealed class TeamsCardTests(Chromium chromium)
{
    private const int Laptop = 1100;

    /// <summary>Elements of charts; a client of version 1.5 says that it does not know them, and draws their fallback.</summary>
    private static readonly string[] UnknownCharts =
        [.. new[] { "Chart.VerticalBar", "Chart.VerticalBar.Grouped", "Chart.Donut" }.Select(chart => $"Unknown element type \"{chart}\". Fallback will be used if present.")];

    public static TheoryData<bool> Looks => [false, true];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_Card_Is_Drawn_Without_A_Warning(bool dark)
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);

        IReadOnlyList<RenderedCard> drawn = await sheet.DrawAsync(TeamsCardSamples.Templates.Select(template => (template, TeamsCardSamples.Ready(template))), dark);

        ShouldBeFine(drawn);
        drawn.Single(card => card.Name == "triage").Text.ShouldContain("23 Nov 2026 15:02", customMessage: "a time is the reader's");
        await sheet.ScreenshotAsync($"teams-cards-1-samples-{Name(dark)}");
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_Part_That_A_Button_Opens_Is_Drawn_Without_A_Warning(bool dark)
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);
        foreach (int button in Enumerable.Range(0, 3))
        {
            ShouldBeFine(await sheet.DrawAsync(TeamsCardSamples.Templates.Select(template => ($"{template}, part {button + 1}", TeamsCardSamples.Ready(template))).Where(card => Parts(card.Item2) > button), dark, button));
        }

        await sheet.ScreenshotAsync($"teams-cards-2-open-{Name(dark)}");
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Shorter_Cards_Are_Drawn_Without_A_Warning(bool dark)
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);

        ShouldBeFine(await sheet.DrawAsync(TeamsCardSamples.Templates.Select(template => (template, TeamsCardSamples.Ready(template, TeamsCardSamples.Largest, shorter: true))), dark));
        await sheet.ScreenshotAsync($"teams-cards-3-shorter-{Name(dark)}");
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Hostile_Words_Are_Drawn_As_Words(bool dark)
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);
        IReadOnlyList<RenderedCard> drawn = await sheet.DrawAsync(TeamsCardSamples.Templates.Select(template => (template, TeamsCardSamples.Ready(template, "markdown"))), dark);

        ShouldBeFine(drawn);
        drawn.ShouldAllBe(card => card.Text.Contains("{\u2060{DATE(2020-01-01T00:00:00Z)}}", StringComparison.Ordinal));

        // The only pictures are those that a template has: charts, from an address that is no word of a post.
        const string Ours = "<img class=\"ac-image\" src=\"https://example.com/";
        drawn.Where(card => new[] { "evil.example\"", "<img", "<at" }.Any(card.Html.Replace(Ours, "", StringComparison.Ordinal).Contains)).Select(card => card.Name).ShouldBeEmpty();
        drawn.Where(card => card.Html.Contains(Ours, StringComparison.Ordinal)).Select(card => card.Name).ShouldBe(["answer", "comparison"], ignoreOrder: true);
        await sheet.ScreenshotAsync($"teams-cards-4-hostile-{Name(dark)}");
    }

    [Fact]
    public async Task Every_Card_Over_Every_Kind_Of_Data_Is_Drawn_Without_A_Warning()
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);
        foreach (string kind in TeamsCardSamples.Kinds)
        {
            ShouldHaveNoWarnings(await sheet.DrawAsync(TeamsCardSamples.Templates.Select(template => ($"{template} with {kind}", TeamsCardSamples.Ready(template, kind))), dark: false));
        }
    }

    [Fact]
    public async Task Where_Charts_Are_Not_Known_Their_Numbers_Are_Seen()
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);

        JsonObject card = TeamsCardSamples.Ready("answer");
        JsonObject fallback = card["body"]!.AsArray().Single(element => (string?)element!["type"] == "Chart.VerticalBar")!["fallback"]!.AsObject();
        ((string?)fallback["items"]![0]!["altText"]).ShouldNotBeNull().ShouldContain("12 in all, most 4 at 10");

        RenderedCard answer = (await sheet.DrawAsync([("answer", card)], dark: false))[0];

        answer.Warnings.ShouldBe([UnknownCharts[0], UnknownCharts[2]], ignoreOrder: true);
        answer.Text.ShouldContain("positive");
        answer.Text.ShouldContain("5 (4 more)");
    }

    [Fact]
    public async Task A_Wrong_Card_Is_Noticed_By_The_Renderer()
    {
        await using CardSheet sheet = await chromium.OpenSheetAsync(Laptop);
        JsonObject element = TeamsCardSamples.Ready("moved");
        element["body"]![0]!["type"] = "TextBlok";
        JsonObject input = TeamsCardSamples.Ready("suggest");
        input["actions"]![0]!["card"]!["body"]![0]!.AsObject().Remove("id");

        (await sheet.DrawAsync([("element", element), ("input", input)], dark: false)).ShouldAllBe(card => card.Warnings.Count > 0);
    }

    private static void ShouldBeFine(IReadOnlyList<RenderedCard> drawn)
    {
        ShouldHaveNoWarnings(drawn);
        drawn.Where(card => card.TooWide).Select(card => card.Name).ShouldBeEmpty("something sticks out");
    }

    private static void ShouldHaveNoWarnings(IReadOnlyList<RenderedCard> drawn)
    {
        drawn.SelectMany(card => card.Warnings.Where(warning => !UnknownCharts.Contains(warning)).Select(warning => $"{card.Name}: {warning}")).ShouldBeEmpty();
        drawn.Where(card => string.IsNullOrWhiteSpace(card.Text)).Select(card => card.Name).ShouldBeEmpty("nothing to see");
    }

    private static int Parts(JsonObject card) => (card["actions"] as JsonArray ?? []).Count(action => (string?)action!["type"] == "Action.ShowCard");

    private static string Name(bool dark) => dark ? "dark" : "light";
}
