using System.Net;
using System.Text.RegularExpressions;
using ChatTriage.Cards;
using ChatTriage.Platforms.Teams;
using ChatTriage.Tests.Hostile;
using CsCheck;
using Markdig;

namespace ChatTriage.Tests.Teams;

/// <summary>Text as Teams reads it.</summary>
public sealed partial class TeamsCardTextTests
{
    private static readonly Gen<string> Foreign = Gen.OneOf(
            Gen.Char.Select(c => c.ToString()),
            Gen.OneOf(
                "*", "**", "_", "__", "~~", "`", "```", "[", "]", "](", "(", ")", "[a](http://x.y)", "![a](b)", "[a]: http://x.y", "[a]", "<", ">", "</at>", "<at>", "<b>", "<http://x.y>", "&", "&lt;", "&#42;", "\\", "#",
                "-", "+", "=", "|", ":", "---", "1.", "2)", "|-|", "{{", "{{DATE(2020-01-01T00:00:00Z)}}", " ", "    ", "\n", "\n\n", "a", "B", "7", "é", "👩‍👩‍👧", "\u202E", "\uD83D"))
        .Array[0, 40].Select(string.Concat);

    /// <summary>CommonMark with what clients add to it: strike-through, tables, tasks.</summary>
    private static readonly MarkdownPipeline Everything = new MarkdownPipelineBuilder().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).UsePipeTables().UseGridTables().UseTaskLists().Build();

    public static TheoryData<string> Texts => HostileTexts.Names;

    [Theory]
    [InlineData("Brightwater & Söhne, 2026-11-23: 3 < 4", "Brightwater & Söhne, 2026-11-23: 3 <\u2060 4")]
    [InlineData("**bold** a*b*c", "∗∗bold∗∗ a∗b∗c")]
    [InlineData("snake_case _it_ __b__", "snake_case ˍitˍ ˍˍbˍˍ")]
    [InlineData("~~no~~ `code`", "∼∼no∼∼ ˋcodeˋ")]
    [InlineData("[safe](https://evil.example)", "[safe]\u2060(https://evil.example)")]
    [InlineData("[safe]: https://evil.example", "[safe]\u2060: https://evil.example")]
    [InlineData("<at>Olivia</at> &lt;b&gt;", "<\u2060at>Olivia<\u2060/at> &\u2060lt;b&\u2060gt;")]
    [InlineData("# Title\n- list\n2. list\n> quote\nwords", "\u2060# Title\n\u2060- list\n\u20602. list\n\u2060> quote\nwords")]
    [InlineData("\\*a\\", "\\\u2060∗a\\\u2060")]
    [InlineData("{{DATE(2020-01-01T00:00:00Z)}}", "{\u2060{DATE(2020-01-01T00:00:00Z)}}")]
    [InlineData("Ana O'Neil-Müller (Berlin)", "Ana O'Neil-Müller (Berlin)")]
    public void Escaped_Words_Read_The_Same_And_Do_Nothing(string text, string escaped) => TeamsText.Escape(text).ShouldBe(escaped);

    [Fact]
    public void Escaped_Words_Hold_No_Markup() => Foreign.Sample(IsPlain);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_Words_Hold_No_Markup(string name) => IsPlain(HostileTexts.All[name]).ShouldBeTrue();

    [Fact]
    public void Escaped_Words_Look_Like_What_Was_Written() => Foreign.Sample(text =>
        Letters(TeamsText.Escape(text)) == Letters(CardText.Inert(text)));

    [Fact]
    public void Escaped_Words_Stay_Plain_Inside_Of_Our_Own_Lines() => Foreign.Sample(text => IsPlainMarkdown($"Needs a decision · {TeamsText.Escape(text)} · {TeamsText.Escape(text)} decides"));

    [Fact]
    public void The_Parser_Knows_Markup_When_It_Sees_It()
    {
        foreach (string markup in new[] { "**a**", "*a*", "~~a~~", "`a`", "[a](http://x.y)", "<http://x.y>", "# a", "- a", "1. a", "> a", "a\n===", "---", "|a|b|\n|-|-|\n|c|d|", "    a", "&lt;", "<b>a</b>", "\\*a", "a  \nb" })
        {
            IsPlainMarkdown(markup).ShouldBeFalse(markup);
        }
    }

    [Theory]
    [InlineData(false, "{{TIME(2026-11-23T14:37:00Z)}}")]
    [InlineData(true, "{{DATE(2026-11-23T14:37:00Z,SHORT)}} {{TIME(2026-11-23T14:37:00Z)}}")]
    public void Moment_Is_Seen_In_The_Readers_Zone(bool withDate, string markup) =>
        TeamsText.Moment(new DateTimeOffset(2026, 11, 23, 15, 37, 0, 123, TimeSpan.FromHours(1)), withDate).ShouldBe(markup);

    [Fact]
    public void Cut_Markup_Is_Not_Longer_And_Has_Whole_Times() => Gen.Select(
            Gen.OneOf(Foreign.Select(TeamsText.Escape), Gen.OneOf("{{TIME(2026-11-23T14:37:00Z)}}", "{{DATE(2026-11-23T14:37:00Z,SHORT)}}", " · ")).Array[0, 12].Select(string.Concat),
            Gen.Int[3, 200])
        .Sample((markup, max) =>
        {
            string cut = TeamsText.CutMarkup(markup, max);
            return cut.Length <= max && (markup.Length <= max ? cut == markup : cut[^1] == '…') && !Time().Replace(cut, "").Contains("{{", StringComparison.Ordinal);
        });

    private static bool IsPlain(string text)
    {
        string escaped = TeamsText.Escape(text);
        return IsPlainMarkdown(escaped) && !escaped.Contains("{{", StringComparison.Ordinal) && !Tag().IsMatch(escaped) && !Entity().IsMatch(escaped);
    }

    /// <summary>Paragraphs, and in them every letter as it is written: nothing was markup, an entity or a backslash.</summary>
    private static bool IsPlainMarkdown(string markdown)
    {
        string words = Paragraph().Replace(Markdown.ToHtml(markdown, Everything), "");
        return !words.Contains('<', StringComparison.Ordinal) && Letters(WebUtility.HtmlDecode(words)) == Letters(markdown);
    }

    /// <summary>What a reader sees, without blanks and line ends, which paragraphs swallow.</summary>
    private static string Letters(string text) => string.Concat(text.Normalize().Replace('∗', '*').Replace('ˍ', '_').Replace('∼', '~').Replace('ˋ', '`').Where(c => c is not '\u2060' and not '\0' && !char.IsWhiteSpace(c)));

    [GeneratedRegex("</?p>")]
    private static partial Regex Paragraph();

    [GeneratedRegex("<[A-Za-z/!?]")]
    private static partial Regex Tag();

    [GeneratedRegex("&[A-Za-z#]")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\{\{(DATE|TIME)\([^{}]*\)\}\}")]
    private static partial Regex Time();
}
