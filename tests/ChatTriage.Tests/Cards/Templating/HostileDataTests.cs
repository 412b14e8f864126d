using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating;
using CsCheck;

namespace ChatTriage.Tests.Cards.Templating;

/// <summary>Mentions come from strangers: whatever they write is text in the card and nothing else.</summary>
public sealed class HostileDataTests
{
    private static readonly string[] Pieces = ["${", "}", "`", "\\", "'", "\"", "$root", "{{DATE(", "x", "🚀", "\n", "</script>"];
    private static readonly CardTemplate Alone = CardTemplate.Parse("""{"text": "${s}"}""", "alone");
    private static readonly CardTemplate InText = CardTemplate.Parse("""{"text": "a ${s} b"}""", "in text");

    // Any string of UTF-16 units would include halves of surrogate pairs, which no parsed JSON holds.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char['\u0000', '\ud7ff'].Array.Select(letters => new string(letters)),
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array.Select(string.Concat));

    [Fact]
    public void Text_From_Data_Arrives_Unchanged() => AnyText.Sample(text =>
        (string?)Alone.Expand(Data(text))!["text"] == text
        && (string?)InText.Expand(Data(text))!["text"] == $"a {text} b");

    [Fact]
    public void Any_Template_Is_Read_Or_Refused_With_Its_Place() => AnyText.Sample(text =>
    {
        try
        {
            CardTemplate.Parse(new JsonArray(text, "${" + text + "}").ToJsonString(), "random").Expand(Data(text));
        }
        catch (CardTemplateException refused)
        {
            refused.Path.ShouldStartWith("$[");
        }
    });

    [Theory]
    [InlineData("${$root.secret}")]
    [InlineData("\\${s}")]
    [InlineData("`${s}`")]
    public void Expression_In_Data_Is_Not_Evaluated(string text)
    {
        var data = new JsonObject { ["s"] = text, ["secret"] = "no", ["list"] = new JsonArray(text), ["map"] = new JsonObject { [text] = text } };
        const string Template = """
            {"s": "${s}", "list": "${list}", "map": "${map}", "each": [{"$data": "${list}", "v": "${$data}", "$when": "${$data == $root.s}"}]}
            """;
        var template = CardTemplate.Parse(Template, "card");

        var card = template.Expand(data)!;

        ((string?)card["s"]).ShouldBe(text);
        ((string?)card["list"]![0]).ShouldBe(text);
        ((string?)card["map"]![text]).ShouldBe(text);
        ((string?)card["each"]![0]!["v"]).ShouldBe(text);
    }

    [Fact]
    public void Data_Is_Neither_Changed_Nor_Shared()
    {
        const string Json = """{"people": [{"n": 2}, {"n": 1}], "map": {"a": [1]}}""";
        var data = JsonNode.Parse(Json)!;
        var template = CardTemplate.Parse("""{"a": "${sortBy(people, 'n')}", "b": "${reverse(people)}", "c": "${map}", "d": "${$root}"}""", "card");

        var card = template.Expand(data)!;
        card["c"]!["a"]!.AsArray().Add(2);
        card["d"]!["people"]!.AsArray().Clear();

        JsonNode.DeepEquals(data, JsonNode.Parse(Json)).ShouldBeTrue();
        JsonNode.DeepEquals(template.Expand(data)!["c"], JsonNode.Parse("""{"a": [1]}""")).ShouldBeTrue();
    }

    [Fact]
    public void Long_Number_Keeps_Every_Digit()
    {
        var card = CardTemplate.Parse("""{"id": "${id}", "text": "#${id}"}""", "card").Expand(JsonNode.Parse("""{"id": 1234567890123456789}"""));

        card!.ToJsonString().ShouldBe("""{"id":1234567890123456789,"text":"#1234567890123456789"}""");
    }

    [Fact]
    public void Values_Made_By_Code_Are_Read_Like_Parsed_Ones()
    {
        var data = new JsonObject
        {
            ["at"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            ["id"] = JsonValue.Create(Guid.Empty),
            ["n"] = 7,
            ["price"] = 1.10m,
        };
        var template = CardTemplate.Parse("""["${year(at)} ${id} ${n + 1} ${price}", "${n}"]""", "card");

        template.Expand(data)!.ToJsonString().ShouldBe("""["2026 00000000-0000-0000-0000-000000000000 8 1.1",7]""");
    }

    [Fact]
    public void Deep_Data_Is_Refused_Instead_Of_Overflowing_The_Stack()
    {
        JsonNode deep = new JsonArray();
        for (var level = 0; level < 100_000; level++)
        {
            deep = new JsonArray(deep);
        }

        var data = Data(deep);
        foreach (var expression in new[] { "s", "string(s)", "s == s", "flatten(s)" })
        {
            Should.Throw<CardTemplateException>(() => CardTemplate.Parse($$"""{"v": "${{{expression}}}"}""", "card").Expand(data))
                .Fault.ShouldBe(CardTemplateFault.TooLarge, expression);
        }
    }

    [Theory]
    [InlineData("${s}")]
    [InlineData("a ${join(s, ',')}")]
    [InlineData("a ${count(foreach(s, a, count(foreach(s, b, 1))))}")]
    public void Huge_Data_Is_Refused(string text)
    {
        var template = CardTemplate.Parse(new JsonArray(text).ToJsonString(), "card");
        var huge = new JsonArray([.. Enumerable.Range(0, 300_000).Select(number => JsonValue.Create($"{number:D20}"))]);

        Should.Throw<CardTemplateException>(() => template.Expand(Data(huge))).Fault.ShouldBe(CardTemplateFault.TooLarge);
    }

    private static JsonObject Data(JsonNode? value) => new() { ["s"] = value };
}
