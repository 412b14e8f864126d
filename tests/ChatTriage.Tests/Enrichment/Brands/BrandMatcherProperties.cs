using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ChatTriage.Enrichment.Brands;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Brands;

public sealed class BrandMatcherProperties
{
    [Fact]
    public void A_Printed_Rule_Parses_To_The_Same_Rule() =>
        RuleGen.Rule.Sample(rule => MatchRule.Parse(rule.ToString()).Equals(rule));

    [Fact]
    public void The_Matcher_Finds_What_A_Slow_Search_Finds() =>
        Gen.Select(RuleGen.Rule.Array[0, 12], RuleGen.Input.Array[1, 5]).Sample((rules, inputs) =>
        {
            var matcher = new BrandMatcher(rules);
            var found = new List<int>();
            foreach (var input in inputs)
            {
                matcher.Match(input, found);
                found.ShouldBe(Enumerable.Range(0, rules.Length).Where(i => SlowMatcher.Matches(rules[i].Root, input)), input.ToString());
            }
        });

    [Fact]
    public void Words_Have_The_Boundaries_Of_A_Regular_Expression() =>
        Gen.Select(Gen.String[Gen.Char["abA"], 1, 3].Array[1, 30], Gen.String[Gen.Char["abAB_ é-!9ß"], 0, 40]).Sample((words, text) =>
        {
            var found = new List<int>();
            new BrandMatcher([.. words.Select(MatchRule.Parse)]).Match(new MatchInput(text, "x"), found);
            var plain = text.Replace('é', 'e').Replace("ß", "ss", StringComparison.Ordinal);
            found.ShouldBe(Enumerable.Range(0, words.Length).Where(i => Regex.IsMatch(
                plain, $@"(?<![\p{{L}}\p{{N}}_]){words[i]}(?![\p{{L}}\p{{N}}_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));
        });

    [Fact]
    public void Explained_Places_Are_Inside_The_Text_And_Exist_When_A_Rule_Matches() =>
        Gen.Select(RuleGen.Rule.Array[1, 5], RuleGen.Input).Sample((rules, input) =>
        {
            var matcher = new BrandMatcher(rules);
            var found = new List<int>();
            matcher.Match(input, found);
            for (var rule = 0; rule < rules.Length; rule++)
            {
                var hits = matcher.Explain(input, rule);
                hits.All(hit => hit.Start == -1 ? hit.Length == 0 : hit.Start >= 0 && hit.Length > 0 && hit.Start + hit.Length <= input.Text.Length)
                    .ShouldBeTrue();
                (hits.Count == 0 || found.Contains(rule)).ShouldBeTrue();
            }
        });

    [Fact]
    public void Any_Text_Can_Be_Matched_And_Explained()
    {
        var matcher = new BrandMatcher([.. "a OR b OR é OR #a OR @a OR 苹 OR {A}".Split(" OR ").Select(MatchRule.Parse)]);
        var anyText = Gen.OneOf(
            Gen.Char.Array[0, 60].Select(chars => new string(chars)),
            Gen.Char["aA#@é苹&;#x0 1\0\u0301\u3099\u200B\uD83D\uDE00\uFFFE\uFDFA"].Array[0, 60].Select(chars => new string(chars)));
        anyText.Sample(text =>
        {
            var found = new List<int>();
            var input = new MatchInput(text, "x");
            matcher.Match(input, found);
            for (var rule = 0; rule < matcher.RuleCount; rule++)
            {
                var hits = matcher.Explain(input, rule);
                (hits.Count > 0).ShouldBe(found.Contains(rule));
                hits.ShouldAllBe(hit => hit.Start >= 0 && hit.Start + hit.Length <= text.Length);
            }
        });
    }

    [Fact]
    public void Any_Rule_Is_Read_Or_Refused_With_A_Place_Inside_It() =>
        Gen.Char["aAbNOTRD \"“”{}()*@#$-:\\é\0\uD800"].Array[0, 30].Select(chars => new string(chars)).Sample(rule =>
        {
            if (MatchRule.TryParse(rule, out var parsed, out var fault))
            {
                MatchRule.Parse(parsed.ToString()).ShouldBe(parsed);
            }
            else
            {
                fault.Position.ShouldBeInRange(0, rule.Length);
                fault.Caret.ShouldContain("\n");
            }
        });

    [Fact]
    public void Entities_Mean_What_The_Framework_Says() =>
        Gen.OneOf(Gen.OneOf("&amp;", "&lt;", "&eacute;", "&nosuch;", "&#233;", "&#xE9;", "&#x;", "&#55296;", "&#x110000;", "&", ";", "a", "&thetasym;", "&#"))
            .Array[0, 10].Select(string.Concat).Sample(text => Fold(text).ShouldBe(Fold(WebUtility.HtmlDecode(text).Replace("&", "&amp;", StringComparison.Ordinal))));

    [Fact]
    public void Composed_And_Decomposed_Letters_Fold_Alike()
    {
        for (var c = 0xA0; c < 0xFB00; c++)
        {
            if (char.IsLetter((char)c))
            {
                var text = ((char)c).ToString();
                Fold(text.Normalize(NormalizationForm.FormD)).ShouldBe(Fold(text), $"U+{c:X4}");
            }
        }
    }

    private static string Fold(string text)
    {
        var folded = new FoldedText();
        TextFolding.Fold(text, folded, keepsOffsets: true);
        return folded.Chars.ToString();
    }
}
