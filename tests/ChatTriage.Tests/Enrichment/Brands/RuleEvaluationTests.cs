using ChatTriage.Enrichment.Brands;
using static ChatTriage.Tests.Enrichment.Brands.Matching;

namespace ChatTriage.Tests.Enrichment.Brands;

public sealed class RuleEvaluationTests
{
    [Theory]
    [InlineData("a OR b AND c", "a", true)]
    [InlineData("(a OR b) AND c", "a", false)]
    [InlineData("a AND NOT b", "a", true)]
    [InlineData("a AND NOT b", "a b", false)]
    [InlineData("a AND NOT b OR c", "a b c", true)]
    [InlineData("a AND NOT (b OR c)", "a c", false)]
    [InlineData("NOT NOT a", "a", true)]
    [InlineData("a AND (NOT b OR c)", "a b", false)]
    [InlineData("apple AND NOT (pie OR juice)", "Apple pie", false)]
    public void Not_Binds_Tighter_Than_And_Than_Or(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Fact]
    public void Fields_Match_Without_A_Word_In_The_Text()
    {
        Matches("author:@Acme", "hello", author: "acme").ShouldBeTrue();
        Matches("author:acme", "hello", author: "@ACME").ShouldBeTrue();
        Matches("author:acme", "hello acme", author: "acme2").ShouldBeFalse();
        Matches("author:acme", "hello").ShouldBeFalse();
        Matches("source:bluesky AND NOT spam", "hello", source: "Bluesky").ShouldBeTrue();
        Matches("source:bluesky AND NOT spam", "spam", source: "Bluesky").ShouldBeFalse();
        Matches("source:\"app store\"", "", source: "App Store").ShouldBeTrue();
        Matches("uber AND lang:de", "Uber ist da", language: "de-AT").ShouldBeTrue();
        Matches("uber AND lang:de-AT", "Uber ist da", language: "de").ShouldBeFalse();
        Matches("uber AND lang:de", "Uber", language: null).ShouldBeFalse();
        Matches("uber AND NOT author:uber", "Uber", author: "uber").ShouldBeFalse();
    }

    [Fact]
    public void Matching_Rules_Come_In_Ascending_Order_And_Replace_What_Was_In_The_List()
    {
        string[] rules = ["beta", "acme", "acme OR beta", "gamma", "acm", "{Acme}", "acme AND NOT beta"];
        var matcher = new BrandMatcher([.. rules.Select(MatchRule.Parse)]);
        var found = new List<int> { 99 };

        matcher.Match(new MatchInput("Beta and Acme", "x"), found);

        found.ShouldBe([0, 1, 2, 5]);
    }

    [Fact]
    public void No_Rules_Match_Nothing()
    {
        var found = new List<int>();
        new BrandMatcher([]).Match(new MatchInput("acme", "x"), found);
        found.ShouldBeEmpty();
    }

    [Fact]
    public void Matching_Allocates_Nothing_Once_Warm()
    {
        var matcher = new BrandMatcher([.. Enumerable.Range(0, 100).Select(i => MatchRule.Parse($"brand{i} AND NOT spam OR author:a{i}"))]);
        var input = new MatchInput("Brand7 &amp; Nestlé  ｂrand8 が か\u3099 😀", "x", "@a9", "en-GB");
        var found = new List<int>(8);
        matcher.Match(input, found);
        found.ShouldBe([7, 8, 9]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            matcher.Match(input, found);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [Fact]
    public void Matchers_Can_Be_Shared_And_Swapped_Between_Threads()
    {
        var small = new BrandMatcher([MatchRule.Parse("acme")]);
        var large = new BrandMatcher([.. Enumerable.Range(0, 500).Select(i => MatchRule.Parse($"brand{i}")), MatchRule.Parse("acme")]);

        Parallel.For(0, 2000, i =>
        {
            var found = new List<int>();
            (i % 2 == 0 ? small : large).Match(new MatchInput($"brand{i % 500} by Acme", "x"), found);
            found.ShouldBe(i % 2 == 0 ? [0] : [i % 500, 500]);
        });
    }
}
