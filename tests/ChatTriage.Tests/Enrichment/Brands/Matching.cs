using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Tests.Enrichment.Brands;

/// <summary>Asks one question of one rule.</summary>
internal static class Matching
{
    public static bool Matches(string rule, string text, string source = "x", string? author = null, string? language = null)
    {
        var found = new List<int>();
        new BrandMatcher([MatchRule.Parse(rule)]).Match(new MatchInput(text, source, author, language), found);
        return found.Count > 0;
    }

    /// <summary>The pieces of the original text that made the rule match.</summary>
    public static string[] Pieces(string rule, string text) =>
        [.. new BrandMatcher([MatchRule.Parse(rule)]).Explain(new MatchInput(text, "x"), 0).Select(hit => text.Substring(hit.Start, hit.Length))];
}
