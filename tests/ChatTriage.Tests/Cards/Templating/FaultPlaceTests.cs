using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating;

namespace ChatTriage.Tests.Cards.Templating;

/// <summary>A wrong template stops the start with a message from which it can be mended.</summary>
public sealed class FaultPlaceTests
{
    [Theory]
    [InlineData("${frobnicate(1)}", 3, CardTemplateFault.NotSupported, "the function frobnicate() is not supported")]
    [InlineData("a ${TOUPPER(x)}", 5, CardTemplateFault.NotSupported, "the function TOUPPER() is not supported; did you mean toUpper()?")]
    [InlineData("${if(true)}", 3, CardTemplateFault.Syntax, "if() takes 3 arguments, not 1")]
    [InlineData("${a +}", 6, CardTemplateFault.Syntax, "the expression ends too early")]
    [InlineData("${a b}", 5, CardTemplateFault.Syntax, "the end is expected, not 'b'")]
    [InlineData("${a.}", 5, CardTemplateFault.Syntax, "a name is expected, not the end")]
    [InlineData("${x['a}", 5, CardTemplateFault.Syntax, "the string is not closed")]
    [InlineData("${1e3}", 4, CardTemplateFault.Syntax, "a number is made of digits and one point")]
    [InlineData("a `b` ${c}", 3, CardTemplateFault.Syntax, "a backtick beside an expression has to be written \\`")]
    [InlineData("${$rot.a}", 3, CardTemplateFault.NotSupported, "'$rot' is not supported; known are $data, $root, $index and $host")]
    [InlineData("${a.b(1)}", 6, CardTemplateFault.Syntax, "'a.b' is no function")]
    public void Wrong_Expression_Is_Named_With_Its_Place(string text, int column, CardTemplateFault fault, string reason)
    {
        var json = new JsonObject { ["body"] = new JsonArray("x", new JsonObject { ["text"] = text }) }.ToJsonString();

        var wrong = Should.Throw<CardTemplateException>(() => CardTemplate.Parse(json, "mention.json"));

        wrong.Message.ShouldBe($"Card template 'mention.json' at $.body[1].text, column {column}: {reason}");
        (wrong.Template, wrong.Path, wrong.Column, wrong.Fault).ShouldBe(("mention.json", "$.body[1].text", column, fault));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a": 1, "a": 2}""")]
    [InlineData("""{"a": 1} x""")]
    public void Invalid_Json_Is_Named(string json)
    {
        var wrong = Should.Throw<CardTemplateException>(() => CardTemplate.Parse(json, "mention.json"));

        wrong.Fault.ShouldBe(CardTemplateFault.InvalidJson);
        wrong.Message.ShouldStartWith("Card template 'mention.json' at $: invalid JSON:");
        wrong.Column.ShouldBeNull();
    }

    [Fact]
    public void Failing_Expression_Alone_Names_Its_Place()
    {
        var template = CardTemplate.Parse("""{"a-b": [{"$data": "${list}", "v": "${toUpper(n)}"}]}""", "mention.json");

        var wrong = Should.Throw<CardTemplateException>(() => template.Expand(JsonNode.Parse("""{"list": [{"n": 1}]}""")));

        wrong.Message.ShouldBe("Card template 'mention.json' at $['a-b'][0].v, column 1: ${toUpper(n)}: a string is needed, not a number");
        wrong.Fault.ShouldBe(CardTemplateFault.Evaluation);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("!", "")]
    [InlineData("[", "]")]
    [InlineData("not(", ")")]
    [InlineData("a[", "]")]
    [InlineData("1?", ":1")]
    [InlineData("1^", "")]
    [InlineData("1+", "")]
    public void Deep_Expression_Is_Refused(string open, string close)
    {
        var text = "${" + string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000)) + "}";

        var wrong = Should.Throw<CardTemplateException>(() => CardTemplate.Parse(new JsonArray(text).ToJsonString(), "deep"));

        wrong.Fault.ShouldBe(CardTemplateFault.TooLarge);
    }

    [Theory]
    [InlineData("(", 400)]
    [InlineData("!", 400)]
    [InlineData("1?1:", 400)]
    public void Deep_Expression_Of_Allowed_Length_Is_Refused(string open, int times)
    {
        var text = "${" + string.Concat(Enumerable.Repeat(open, times)) + "1}";

        Should.Throw<CardTemplateException>(() => CardTemplate.Parse(new JsonArray(text).ToJsonString(), "deep"))
            .Fault.ShouldBe(CardTemplateFault.TooLarge);
    }

    [Fact]
    public void Deep_Template_Is_Refused()
    {
        var json = new string('[', 1000) + new string(']', 1000);

        Should.Throw<CardTemplateException>(() => CardTemplate.Parse(json, "deep")).Fault.ShouldBe(CardTemplateFault.InvalidJson);
    }
}
