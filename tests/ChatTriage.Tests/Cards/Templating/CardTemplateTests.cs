using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating;

namespace ChatTriage.Tests.Cards.Templating;

/// <summary>What the reference cases leave open, and where this engine differs from the reference on purpose.</summary>
public sealed class CardTemplateTests
{
    private const string Data = """{"owner": null, "title": "Fire", "n": 2, "words": ["a", null, "b"], "empty": [], "o": {"k": 1}}""";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("owner=${owner}.", "\"owner=.\"")]
    [InlineData("${coalesce(owner, nothere, 'nobody')}", "\"nobody\"")]
    [InlineData("${nothere ?? 'nobody'}", "\"nobody\"")]
    [InlineData("${coalesce(owner, owner)}", "null")]
    [InlineData("${concat('a', owner, nothere, 'b')}", "\"ab\"")]
    [InlineData("${count(nothere)}", "0")]
    [InlineData("${-7 / 2}", "-3")]
    [InlineData("${round(-2.5)}", "-3")]
    public void Quirk_Of_The_Reference_Is_Not_Copied(string text, string expected) => Expand(text).ShouldBe(expected);

    [Theory]
    [InlineData("a ${toUpper(nothere)} b", "\"a ${toUpper(nothere)} b\"")]
    [InlineData("a ${1/0} b", "\"a ${(1 / 0)} b\"")]
    [InlineData("a ${if(n > 1, o.x['y'], 0)} b", "\"a ${o.x['y']} b\"")]
    [InlineData("a ${!n.x && -n < 3 | b", "\"a ${!n.x && -n < 3 | b\"")]
    public void What_Cannot_Be_Shown_Stays_Visible(string text, string expected) => Expand(text).ShouldBe(expected);

    [Theory]
    [InlineData("\\${n}", "\"${n}\"")]
    [InlineData("\\${n} is ${n}", "\"${n} is 2\"")]
    [InlineData("\\`${n}\\`", "\"`2`\"")]
    [InlineData("${'}' + \"'{\"}", "\"}'{\"")]
    public void Escaped_Text_Is_Text(string text, string expected) => Expand(text).ShouldBe(expected);

    [Theory]
    [InlineData("${1 < 2 == true}", "false")]
    [InlineData("${2 ^ 3 ^ 2}", "512")]
    [InlineData("${10 - 2 - 3}", "5")]
    [InlineData("${1 + 2 & 3}", "\"33\"")]
    [InlineData("${!owner && n == 2 || false}", "true")]
    [InlineData("${owner ?? nothere ?? n}", "2")]
    [InlineData("${n > 1 ? 'many' : n == 1 ? 'one' : 'none'}", "\"many\"")]
    [InlineData("${owner > 1}", "false")]
    [InlineData("${0.1 + 0.2}", "0.30000000000000004")]
    [InlineData("${1000000 * 1000000 * 1000000}", "1E+18")]
    [InlineData("n: ${1000000 * 1000000 * 1000000} ${1 / 4.5} ${0.00001 * 1}", "\"n: 1000000000000000000 0.2222222222222222 0.00001\"")]
    public void Operators_Bind_As_In_The_Reference(string text, string expected) => Expand(text).ShouldBe(expected);

    [Theory]
    [InlineData("${first(empty)}", "null")]
    [InlineData("${join(words, '-')}", "\"a--b\"")]
    [InlineData("${words}", "[\"a\",null,\"b\"]")]
    [InlineData("${foreach(words, w, foreach(words, v, concat(w, v)))}", "[[\"aa\",\"a\",\"ab\"],[\"a\",\"\",\"b\"],[\"ba\",\"b\",\"bb\"]]")]
    [InlineData("${all(words, w, w != 'c')}", "true")]
    [InlineData("${max(1, 5, 3)}", "5")]
    [InlineData("${isMissing}", "\"${isMissing}\"")]
    [InlineData("${formatDateTime('2026-01-02T23:30:00-02:00', 'yyyy-MM-dd HH:mm')}", "\"2026-01-03 01:30\"")]
    public void Functions_Give(string text, string expected) => Expand(text).ShouldBe(expected);

    [Theory]
    [InlineData("""[[1, 2], [3, [4]], null]""", """[[1,2],[3,[4]]]""")]
    [InlineData("""["${words}", "${owner}"]""", """["a","b"]""")]
    [InlineData("""{"$data": {"x": "${n}"}, "v": "${x}"}""", """{"v":2}""")]
    [InlineData("""[{"$data": [1, null], "v": "${$data}"}]""", """[{"v":1},{"v":null}]""")]
    [InlineData("""{"$data": [], "v": 1}""", "null")]
    [InlineData("""{"v": {"$data": "${words}", "$when": "${$data == 'b'}", "i": "${$index}"}}""", """{"v":{"i":2}}""")]
    [InlineData("""{"a": 1, "$when": "${n > toUpper(n)}"}""", "null")]
    [InlineData("""{"${n}": "${n}"}""", """{"${n}":2}""")]
    public void Structure_Expands(string template, string expected) =>
        (CardTemplate.Parse(template, "card").Expand(JsonNode.Parse(Data))?.ToJsonString() ?? "null").ShouldBe(expected);

    [Fact]
    public void One_Template_Serves_Many_Threads()
    {
        const string Template = """
            {"$data": {"list": [{"a": {"b": 1}}, {"a": {"b": 2}}]}, "t": [{"$data": "${list}", "v": "${a.b}/${$root.n}", "all": "${a}"}]}
            """;
        var template = CardTemplate.Parse(Template, "card");

        Parallel.For(0, 2_000, round =>
            template.Expand(new JsonObject { ["n"] = round })!["t"]![1]!["v"]!.GetValue<string>().ShouldBe($"2/{round}"));
    }

    private static string Expand(string text) =>
        CardTemplate.Parse(new JsonObject { ["v"] = text }.ToJsonString(), "card")
            .Expand(JsonNode.Parse(Data))!["v"]?.ToJsonString(Readable) ?? "null";
}
