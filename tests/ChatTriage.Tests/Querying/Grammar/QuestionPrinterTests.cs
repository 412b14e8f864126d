using ChatTriage.Querying.Grammar;
using CsCheck;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>What is printed can be typed, and means the same.</summary>
public sealed class QuestionPrinterTests
{
    [Theory]
    [InlineData("acme", "Acme today")]
    [InlineData("brand acme corp 7d", "Acme Corp last 7 days")]
    [InlineData("acme 1h", "Acme last 1 hour")]
    [InlineData("acme since 2pm", "Acme since 14:00")]
    [InlineData("acme nov 2025 vs nov", "Acme november 2025 vs november")]
    [InlineData("acme since yesterday", "Acme since yesterday")]
    [InlineData("acme 2026-11-01 to 2026-11-07", "Acme 2026-11-01..2026-11-07")]
    [InlineData("rival vs acme corp gestern", "Rival vs Acme Corp yesterday")]
    [InlineData("keywords monday motors last month", "keywords \"Monday Motors\" last month")]
    [InlineData("acme has:link -x tone:neg,mix author:@Bo status:noresponse category:public,none \"a b\" by:me tz:utc lang:DE", "Acme today sentiment:negative,mixed status:no-response category:pr,none lang:de author:@bo by:me has:link \"a b\" -x tz:UTC")]
    [InlineData("acme source:\"hacker news\",x -\"free shipping\"", "Acme today source:\"hacker news\",x -\"free shipping\"")]
    [InlineData("say \"hi\" yesterday", "\"Say \"\"Hi\"\"\" yesterday")]
    [InlineData("unanswered", "open")]
    [InlineData("my watches", "watches")]
    [InlineData("", "help")]
    public void A_Question_Has_One_Form(string typed, string printed) =>
        QuestionPrinter.Print(QuestionParser.Parse(typed, ["Acme", "Acme Corp", "Rival", "Monday Motors", "Say \"Hi\""])).ShouldBe(printed);

    [Fact]
    public void Printed_For_Its_Brands_Every_Question_Is_Read_The_Same() => QuestionGens.Asked.Sample((brands, question) =>
    {
        var names = BrandNames.Of(brands);
        QuestionParser.Parse(QuestionPrinter.Print(question, names), names).ShouldBe(question, QuestionPrinter.Print(question, names));
    }, iter: 20_000);

    /// <summary>Without knowing the other brands, as a saved question is kept.</summary>
    [Fact]
    public void Printed_By_Itself_A_Question_Is_Read_The_Same_Unless_Another_Brand_Is_Called_Like_It() => QuestionGens.Asked.Sample((_, question) =>
    {
        string[] own = question switch
        {
            Question.AboutBrand about => [about.Asked.Brand],
            Question.Keywords { Asked.Brand: not ("Keywords" or "keywords brand") } keywords => [keywords.Asked.Brand],
            _ => [],
        };
        if (own.Length > 0 && question is not Question.AboutBrand { Versus: not null })
        {
            QuestionParser.Parse(QuestionPrinter.Print(question), own).ShouldBe(question, QuestionPrinter.Print(question));
        }
    }, iter: 20_000);

    [Fact]
    public void A_Brand_That_Is_Called_Like_Another_One_With_A_Period_Is_Kept_Apart()
    {
        var names = BrandNames.Of(["Acme", "Acme today", "Open", "Yesterday"]);
        var acme = new Question.AboutBrand(new BrandQuestion("Acme", PeriodAsked.Today, QuestionFilter.None));

        QuestionPrinter.Print(acme, names).ShouldBe("\"Acme\" today");
        QuestionPrinter.Print(new Question.Open(), names).ShouldNotBe("open");
        QuestionParser.Parse(QuestionPrinter.Print(new Question.Open(), names), names).ShouldBe(new Question.Open());
        Question versus = acme with { Versus = new PeriodAsked.Named(PeriodName.Yesterday) };
        QuestionParser.Parse("acme vs yesterday", names).ShouldBeOfType<Question.Comparison>();
        QuestionParser.Parse(QuestionPrinter.Print(versus, names), names).ShouldBe(versus);
    }
}
