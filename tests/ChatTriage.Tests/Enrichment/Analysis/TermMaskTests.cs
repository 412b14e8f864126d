using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Settings;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>The tone of a post must not hang on the name of the brand.</summary>
public sealed class TermMaskTests
{
    private static readonly LocalAnalyzer Analyzer = new();

    [Theory]
    [InlineData("{0} left us on the runway for three hours", "United", "Swift", "Brightwater")]
    [InlineData("why is #{0} always like this? #{0}Fails", "United", "Champion", "Brightwater")]
    [InlineData("my {0}'s seat is broken, thanks {0}", "UNITED", "amazon", "Acme")]
    public void Any_Brand_Reads_Alike(string post, params string[] brands)
    {
        TextAnalysis[] read = [.. brands.Select(brand => Analyzer.Analyze(string.Format(null, post, brand), "en", TermMask.Of([brand])))];

        read.ShouldAllBe(analysis => analysis.Positive == read[0].Positive && analysis.Negative == read[0].Negative);
    }

    [Fact]
    public void A_Name_Of_Two_Words_Is_Masked_Whole_And_Joined_But_Leaves_Its_Words_Alone()
    {
        TermMask mask = TermMask.Of(["Best Buy", "@bestbuy"]);

        Kinds("Best Buy is open", mask)[..2].ShouldBe([TokenKind.Masked, TokenKind.Skipped]);
        Kinds("bestbuy is open", mask)[0].ShouldBe(TokenKind.Masked);
        Kinds("the best place to buy", mask).ShouldAllBe(kind => kind == TokenKind.Word);
    }

    [Fact]
    public void Brands_Of_The_Settings_Are_Masked_By_Name_Handle_And_The_Words_That_Suffice()
    {
        TermMask mask = Mask("Delta", "@deltaair OR skymiles OR (delta AND (flight OR late))");

        Kinds("delta deltaair skymiles", mask).ShouldAllBe(kind => kind == TokenKind.Masked);
        Kinds("flight late", mask).ShouldAllBe(kind => kind == TokenKind.Word);
    }

    [Fact]
    public void Words_That_A_Rule_Forbids_Are_Not_Names() => Kinds("river awful", Mask("Amazon", "amazon AND NOT (river OR awful)")).ShouldAllBe(kind => kind == TokenKind.Word);

    private static TermMask Mask(string name, string rule) =>
        BrandSnapshot.From(new ChatTriageOptions { Brands = [new BrandOptions { Name = name, Match = rule }], TimeZone = "UTC" }, []).Mask;

    private static TokenKind[] Kinds(string text, TermMask mask)
    {
        var kinds = new List<TokenKind>();
        foreach (TextToken token in TextScan.Of(text, mask).Tokens)
        {
            kinds.Add(token.Kind);
        }

        return [.. kinds];
    }
}
