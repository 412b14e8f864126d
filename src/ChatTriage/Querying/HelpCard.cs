using ChatTriage.Enrichment;

namespace ChatTriage.Querying;

/// <summary>What can be asked, with the names of this installation as examples.</summary>
public static class HelpCard
{
    /// <summary>The answer to <c>help</c>.</summary>
    public static ListCard Of(BrandSnapshot brands)
    {
        string example = brands.Brands.Count > 0 ? brands.Brands[0].Name : "NAME";
        return new ListCard(
            "What you can ask",
            Window: null,
            [
                ($"/mentions {example} today", "counts and the newest five; also yesterday and 7d"),
                ("/mentions open", "what still needs somebody"),
                ("/mentions mine", "what you are answering"),
                ("/mentions status", "whether everything works"),
                ("/mentions suggestions", "how often the suggested button was the right one"),
                ("/mentions help", "this list"),
            ],
            [],
            Footer: brands.Brands.Count > 0 ? $"Watched: {string.Join(", ", brands.Brands.Take(20).Select(brand => brand.Name))}" : "No brand is watched yet");
    }
}
