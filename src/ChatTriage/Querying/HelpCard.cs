using ChatTriage.Enrichment;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying;

/// <summary>What can be asked, with the names of this installation as examples.</summary>
public static class HelpCard
{
    /// <summary>The answer to <c>help</c>.</summary>
    public static ListCard Of(BrandSnapshot brands)
    {
        string[] names = [.. brands.Brands.Take(2).Select(brand => brand.Name)];
        (string example, string other) = (QuestionPrinter.PrintName(names.ElementAtOrDefault(0) ?? "NAME"), QuestionPrinter.PrintName(names.ElementAtOrDefault(1) ?? "NAME2"));
        return new ListCard(
            "What you can ask",
            Window: null,
            [
                ($"/mentions {example} today", "counts, tone and the newest five"),
                ($"/mentions {example} last week vs november", "periods: yesterday, this week, last 7 days, 24h, since monday, since 14:00, monday, november, 2026-11-01, 2026-11-01..2026-11-07; vs compares two"),
                ($"/mentions {example} sentiment:negative source:bluesky", "filters: sentiment: source: status: category: lang: author: by:me has:link tz:Europe/Berlin"),
                ($"/mentions {example} \"exact words\" -word", "posts with these words, and without that one"),
                ($"/mentions {example} vs {other} last week", "brands beside each other"),
                ($"/mentions keywords {example} last 30 days", "phrases that rise and fall"),
                ("/mentions open", "what still needs somebody"),
                ("/mentions mine", "what you are answering; watches is what you have saved"),
                ("/mentions status", "whether everything works; suggestions is how often the suggested button was the right one"),
                ("/mentions help", "this list"),
            ],
            [],
            Footer: brands.Brands.Count > 0 ? $"Watched: {string.Join(", ", brands.Brands.Take(20).Select(brand => brand.Name))}" : "No brand is watched yet");
    }
}
