using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Tests.Enrichment.Brands;

public sealed class MatchRuleTests
{
    [Theory]
    [InlineData("", 0, "the rule is empty")]
    [InlineData("  ", 0, "the rule is empty")]
    [InlineData("apple pie", 6, "write AND or OR between terms; put phrases in quotes")]
    [InlineData("apple \"pie\"", 6, "write AND or OR between terms; put phrases in quotes")]
    [InlineData("apple(pie)", 5, "write AND or OR between terms; put phrases in quotes")]
    [InlineData("apple NOT pie", 6, "write AND NOT or OR NOT between terms")]
    [InlineData("apple and pie", 6, RuleTermReader.CapitalsNeeded)]
    [InlineData("not pie", 0, RuleTermReader.CapitalsNeeded)]
    [InlineData("apple AND", 9, "a term is missing at the end")]
    [InlineData("AND apple", 0, "a term is missing before AND")]
    [InlineData("apple OR OR pie", 9, "a term is missing before OR")]
    [InlineData("(apple", 0, "this ( is never closed")]
    [InlineData("apple)", 5, "this ) has no ( before it")]
    [InlineData("a AND ()", 7, "a term is missing before this )")]
    [InlineData("a AND }", 6, "this } has no { before it")]
    [InlineData("a AND \"b", 6, "this quote is never closed")]
    [InlineData("a AND {b", 6, "this { is never closed")]
    [InlineData("a AND {\"b\"", 6, "this { is never closed")]
    [InlineData("a AND {appl*}", 11, "between braces stands one word or one quoted phrase, without *")]
    [InlineData("app*", 3, "a trailing * needs at least 4 letters before it")]
    [InlineData("x OR @app*", 9, "a trailing * needs at least 4 letters before it")]
    [InlineData("*", 0, "a * cannot stand alone")]
    [InlineData("ap*le", 2, "a * may only stand at the end of a word")]
    [InlineData("\"apple*\"", 6, "a * does nothing inside quotes; write \\* to look for the sign itself")]
    [InlineData("\"apple\"*", 7, "a * may only stand at the end of one word, outside quotes and braces")]
    [InlineData("-apple", 0, "write AND NOT instead of -; put text that begins with - in quotes")]
    [InlineData("a OR site:x.com", 5, "only author:, lang: and source: are known; put other text with a colon in quotes")]
    [InlineData("author:", 7, "write a value directly after the colon")]
    [InlineData("author:ab*", 9, "a * does not work after author:")]
    [InlineData("lang:en_US", 5, "a language is written like en or pt-BR")]
    [InlineData("a OR #b-c", 7, "# must be followed by letters and digits alone; put other text in quotes")]
    [InlineData("a OR @", 5, "a term needs at least one letter, digit or symbol to look for")]
    [InlineData("a OR !!", 5, "a term needs at least one letter, digit or symbol to look for")]
    [InlineData("\"\u200B\"", 0, "a term needs at least one letter, digit or symbol to look for")]
    [InlineData("NOT a", 0, "this would match every post that lacks a word; add AND with something the post must have")]
    [InlineData("a OR NOT b", 5, "this would match every post that lacks a word; add AND with something the post must have")]
    public void A_Bad_Rule_Is_Refused_With_The_Place(string rule, int position, string message)
    {
        MatchRule.TryParse(rule, out _, out var fault).ShouldBeFalse();

        fault!.Message.ShouldBe(message);
        fault.Position.ShouldBe(position);
        fault.Caret.ShouldBe($"{rule}\n{new string(' ', position)}^");
    }

    [Fact]
    public void The_Caret_Shows_The_Surroundings_Of_A_Far_Fault()
    {
        var rule = string.Concat(Enumerable.Repeat("apple OR ", 50)) + "a\tb" + string.Concat(Enumerable.Repeat(" OR apple", 50));

        var lines = Should.Throw<MatchRuleException>(() => MatchRule.Parse(rule)).Caret.Split('\n');

        lines.Length.ShouldBe(2);
        lines[0].Length.ShouldBeLessThan(130);
        lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)].ShouldBe('b');
    }

    [Fact]
    public void Length_And_Depth_Are_Limited()
    {
        Should.Throw<MatchRuleException>(() => MatchRule.Parse(new string('a', 10_001))).Position.ShouldBe(10_000);
        Should.Throw<MatchRuleException>(() => MatchRule.Parse(new string('(', 10_000))).Position.ShouldBe(64);
        Should.Throw<MatchRuleException>(() => MatchRule.Parse("a AND " + string.Concat(Enumerable.Repeat("NOT ", 65)) + "b")).Message.ShouldContain("64");
        MatchRule.Parse(new string('(', 64) + "a" + new string(')', 64)).ToString().ShouldBe("a");
        MatchRule.Parse(string.Join(" OR ", Enumerable.Repeat("a", 2000))).Root.ShouldBeOfType<OrNode>().Operands.Length.ShouldBe(2000);
    }

    [Theory]
    [InlineData("apple AND(pie)OR  Tart", "apple AND pie OR Tart")]
    [InlineData("“apple pie”", "\"apple pie\"")]
    [InlineData("\"apple\"", "apple")]
    [InlineData("\"and\"", "\"and\"")]
    [InlineData("{ \"Visa\" }", "{Visa}")]
    [InlineData("{Best Buy}", "{\"Best Buy\"}")]
    [InlineData("\"M*A*S*H\"", "\"M\\*A\\*S\\*H\"")]
    [InlineData("Author:@acme AND LANG:en", "author:acme AND lang:en")]
    [InlineData("a AND (b AND c)", "a AND (b AND c)")]
    [InlineData("(a AND b) OR NOT (NOT c)", "a AND b OR NOT NOT c")]
    [InlineData("Yahoo! OR C++ OR C# OR H&M", "Yahoo! OR C++ OR C# OR H&M")]
    public void A_Rule_Prints_In_Its_Plainest_Spelling(string rule, string printed)
    {
        var parsed = MatchRule.Parse(rule);

        parsed.ToString().ShouldBe(printed);
        MatchRule.Parse(printed).ShouldBe(parsed);
    }
}
