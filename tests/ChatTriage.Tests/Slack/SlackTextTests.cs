using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ChatTriage.Platforms.Slack;
using CsCheck;

namespace ChatTriage.Tests.Slack;

/// <summary>Text as Slack reads it.</summary>
public sealed partial class SlackTextTests
{
    private static readonly Gen<string> Foreign = Gen.OneOf(
            Gen.Char.Select(c => c.ToString()),
            Gen.OneOf("<", ">", "&", "*", "_", "~", "`", ":", " ", "\n", "a", "B", "7", "é", "|", "!channel", "@U1", "<!here>", ":smile:", "&lt;", "👩‍👩‍👧", "e\u0301", "\u202E", "\uD83D"))
        .Array[0, 40].Select(string.Concat);

    [Theory]
    [InlineData("<!channel>", "&lt;!channel&gt;")]
    [InlineData("<https://evil.example|safe>", "&lt;https://evil.example|safe&gt;")]
    [InlineData("Marks & Spencer", "Marks &amp; Spencer")]
    [InlineData("*bold* and 2*3", "∗bold∗ and 2*3")]
    [InlineData("snake_case _it_", "snake_case ˍitˍ")]
    [InlineData("~no~", "∼no∼")]
    [InlineData("`code`", "ˋcodeˋ")]
    [InlineData("> quote\n> quote, 3 > 2", "\u2060&gt; quote\n\u2060&gt; quote, 3 &gt; 2")]
    [InlineData(":tada: at 12:34:56", "∶tada: at 12:34:56")]
    [InlineData("Ana O'Neil: fine", "Ana O'Neil: fine")]
    public void Escaped_Words_Read_The_Same_And_Do_Nothing(string text, string escaped) => SlackText.Escape(text).ShouldBe(escaped);

    [Fact]
    public void Escaped_Words_Hold_No_Markup() => Foreign.Sample(text =>
    {
        string escaped = SlackText.Escape(text);
        return !escaped.Contains('<', StringComparison.Ordinal) && !escaped.Contains('>', StringComparison.Ordinal) && !LooseAmpersand().IsMatch(escaped)
            && !FormattingAtABorder().IsMatch(escaped) && !Emoji().IsMatch(escaped) && !QuotedLine().IsMatch(escaped);
    });

    [Fact]
    public void Words_Without_Markup_Stay_As_They_Are() => Gen.Char.AlphaNumeric.Array[0, 40].Select(chars => new string(chars)).Sample(text => SlackText.Escape(text) == text);

    [Theory]
    [InlineData(false, "<!date^1795444620^{time}|14:37 UTC>")]
    [InlineData(true, "<!date^1795444620^{date_short_pretty} {time}|2026-11-23 14:37 UTC>")]
    public void Moment_Is_Seen_In_The_Readers_Zone(bool withDate, string markup) =>
        SlackText.Moment(new DateTimeOffset(2026, 11, 23, 15, 37, 0, TimeSpan.FromHours(1)), withDate).ShouldBe(markup);

    [Theory]
    [InlineData("a &amp; b", 5, "a…")]
    [InlineData("until <!date^1^{time}|14:37 UTC> today", 20, "until…")]
    [InlineData("*bold words*", 8, "*bold…*")]
    [InlineData("<!date^1^{time}|14:37 UTC>", 10, "…")]
    [InlineData("short", 5, "short")]
    public void Markup_Is_Cut_Between_Its_Parts(string markup, int max, string cut) => SlackText.CutMarkup(markup, max).ShouldBe(cut);

    [Fact]
    public void Cut_Markup_Is_Markup_And_Not_Longer() => Gen.Select(
            Gen.OneOf(Foreign.Select(SlackText.Escape), Gen.OneOf("<!date^1795444620^{time}|14:37 UTC>", "<https://example.com/a?b=1&amp;c|label>", "*bold*", " · ")).Array[0, 12].Select(string.Concat),
            Gen.Int[3, 80])
        .Sample((markup, max) =>
        {
            string cut = SlackText.CutMarkup(markup, max);
            string outside = ControlSequence().Replace(cut, "");
            return cut.Length <= max && (markup.Length <= max ? cut == markup : cut.Contains('…', StringComparison.Ordinal))
                && !outside.Contains('<', StringComparison.Ordinal) && !LooseAmpersand().IsMatch(outside) && IsCutBetweenGraphemes(markup, cut);
        });

    [Theory]
    [InlineData("brand <@U012AB|ana> today", "brand @ana today")]
    [InlineData("<@U012AB> hi", "@U012AB hi")]
    [InlineData("in <#C012AB|triage>", "in #triage")]
    [InlineData("in <#C012AB|>", "in #C012AB")]
    [InlineData("see <https://example.com/?a=1&amp;b=2|example.com>", "see https://example.com/?a=1&b=2")]
    [InlineData("<mailto:ana@example.com|ana@example.com>", "ana@example.com")]
    [InlineData("<!here> <!subteam^S012AB|@desk> <!subteam^S012AB>", "@here @desk @S012AB")]
    [InlineData("<!date^1^{time}|14:37 UTC>", "14:37 UTC")]
    [InlineData("AT&amp;T &lt;3 &amp;lt;", "AT&T <3 &lt;")]
    public void Typed_Words_Are_Read_As_They_Were_Typed(string incoming, string typed) => SlackText.Incoming(incoming).ShouldBe(typed);

    [Fact]
    public void Whatever_Is_Typed_Comes_Back_From_Its_Entities() =>
        Foreign.Sample(text => SlackText.Incoming(text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)) == text);

    /// <summary>What is left is a beginning of the whole, up to a border between graphemes (of what a reader sees of it).</summary>
    private static bool IsCutBetweenGraphemes(string markup, string cut)
    {
        string kept = cut.Split('…')[0].TrimStart('*');
        int at = markup.IndexOf(kept, StringComparison.Ordinal) + kept.Length;
        return markup.Length == cut.Length || at >= markup.Length || char.IsWhiteSpace(markup[at]) || StringInfo.ParseCombiningCharacters(markup).Contains(at);
    }

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex LooseAmpersand();

    [GeneratedRegex(@"`|(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])")]
    private static partial Regex FormattingAtABorder();

    [GeneratedRegex(@":[a-z][a-z0-9_+'-]*:")]
    private static partial Regex Emoji();

    [GeneratedRegex(@"^&gt;", RegexOptions.Multiline)]
    private static partial Regex QuotedLine();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex ControlSequence();
}
