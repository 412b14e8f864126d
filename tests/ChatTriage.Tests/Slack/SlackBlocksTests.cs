using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms.Slack;
using ChatTriage.Tests.Cards;

namespace ChatTriage.Tests.Slack;

/// <summary>What is sent to Slack is taken by Slack, whatever stands on the card.</summary>
public sealed class SlackBlocksTests
{
    private static readonly System.Text.Json.JsonSerializerOptions AsSent = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Templates => [.. SlackSamples.Templates];

    [Fact]
    public async Task Every_Card_Over_Every_Kind_Of_Data_Is_Without_Violation_And_Warning()
    {
        (string Name, JsonObject Sent)[] all = [.. SlackSamples.Templates.SelectMany(template => SlackSamples.Kinds.Select(kind => ($"{template}.{kind}", SlackSamples.Sent(template, kind))))];

        (await BlockValidator.FaultsAsync(all)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Wrong_Card_Is_Noticed_By_The_Validator()
    {
        JsonObject wrong = SlackSamples.Sent("triage");
        wrong["blocks"]![0]!["text"]!["text"] = "<!channel>";
        wrong["blocks"]!.AsArray().Add((JsonNode)new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray() });

        (await BlockValidator.FaultsAsync([("wrong", wrong)])).Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Buttons_That_Do_Something_Are_Never_Dropped(string template)
    {
        string[] buttons = Buttons(SlackSamples.Sent(template));

        foreach (string kind in SlackSamples.Kinds.Except(["nothing"]).Where(_ => template is not "home"))
        {
            buttons.Except(Buttons(SlackSamples.Sent(template, kind))).ShouldBeEmpty($"{template} with {kind}");
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Blocks_Of_A_Message_Stay_Under_What_Slack_Takes(string template)
    {
        foreach (string kind in SlackSamples.Kinds.Where(_ => !SlackSamples.IsView(template)))
        {
            JsonObject sent = SlackSamples.Sent(template, kind);
            sent["blocks"]!.ToJsonString(AsSent).Length.ShouldBeLessThan(13_000, $"{template} with {kind}");
            ((string)sent["text"]!).Length.ShouldBeInRange(1, 3000);
        }
    }

    /// <summary>chat.update refuses to change a message with rich text to one without.</summary>
    [Theory]
    [InlineData("triage")]
    [InlineData("decided")]
    [InlineData("routed")]
    [InlineData("claimed")]
    [InlineData("answered")]
    [InlineData("moved")]
    public void Card_In_A_Channel_Always_Has_Rich_Text(string template)
    {
        foreach (string kind in SlackSamples.Kinds)
        {
            CardFiles.Objects(SlackSamples.Sent(template, kind)["blocks"]).ShouldContain(block => (string?)block["type"] == "rich_text", $"{template} with {kind}");
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_Block_Has_An_Id_Of_Its_Own_That_Is_New_Each_Time(string template)
    {
        string[] first = Ids(SlackSamples.Sent(template));
        string[] second = Ids(SlackSamples.Sent(template));

        first.Distinct().Count().ShouldBe(first.Length);
        string[] inputs = [.. SlackSamples.Sent(template)["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").Select(block => (string)block!["block_id"]!)];
        first.Intersect(second).Order().ShouldBe(inputs.Order());
    }

    [Fact]
    public void Long_Foreign_Words_Give_Way_Before_Our_Own_Lines()
    {
        string state = $"*Needs a decision · {new string('s', 500)}*";
        JsonObject message = SlackBlocks.Message(Drawn(Section(state), Words(new string('w', 3000)), Words(new string('v', 3000)), Words(new string('u', 3000)), Words(new string('t', 3000)), Words("short")));

        string sent = message["blocks"]!.ToJsonString(AsSent);
        sent.Length.ShouldBeLessThan(13_000);
        sent.ShouldContain(state);
        sent.ShouldContain("\"short\"");
    }

    [Fact]
    public void Items_That_Do_Not_Fit_Go_With_Their_Lines_And_Are_Counted()
    {
        JsonObject[] items = [.. Enumerable.Range(0, 30).Select(index => new JsonObject { ["blocks"] = new JsonArray(Words($"post {index}"), Section($"line {index}")) })];

        JsonArray blocks = SlackBlocks.Message(Drawn([Section("*Title*"), .. items, Section("footer")]))["blocks"]!.AsArray();

        string sent = blocks.ToJsonString();
        blocks.Count.ShouldBe(49);
        sent.ShouldContain("post 22\"");
        sent.ShouldContain("line 22\"");
        sent.ShouldNotContain("post 23\"");
        sent.ShouldNotContain("line 23\"");
        ((string)blocks[^2]!["elements"]![0]!["text"]!).ShouldBe("7 more than fit here");
        ((string)blocks[^1]!["text"]!["text"]!).ShouldBe("footer");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("slack://open")]
    [InlineData("")]
    public void Link_That_Is_No_Web_Address_Is_Not_Drawn(string url)
    {
        JsonObject button = new() { ["type"] = "button", ["action_id"] = "open-original", ["url"] = url, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Open original" } };

        JsonArray blocks = SlackBlocks.Message(Drawn(Section("x"), new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(button) }))["blocks"]!.AsArray();

        blocks.Count.ShouldBe(1);
    }

    [Fact]
    public void Text_For_Notifications_Is_Escaped_And_Never_Missing()
    {
        ((string)SlackBlocks.Message(Drawn(Section("x")) with { Text = "<!channel> *a*" })["text"]!).ShouldBe("&lt;!channel&gt; ∗a∗");
        ((string)SlackBlocks.Message(Drawn(Section("x")) with { Text = "" })["text"]!).ShouldNotBeNullOrWhiteSpace();
    }

    private static DrawnCard Drawn(params JsonObject[] blocks) => new(new JsonObject { ["blocks"] = new JsonArray([.. blocks]) }.ToJsonString(), "text");

    private static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } };

    private static JsonObject Words(string text) => JsonNode.Parse($$"""{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "{{text}}"}]}]}""")!.AsObject();

    private static string[] Ids(JsonObject sent) => [.. sent["blocks"]!.AsArray().Select(block => (string)block!["block_id"]!)];

    private static string[] Buttons(JsonObject sent) =>
        [.. CardFiles.Objects(sent).Select(found => (string?)found["value"]).OfType<string>().Where(value => value.Split('/').Length == 5).Distinct()];
}
