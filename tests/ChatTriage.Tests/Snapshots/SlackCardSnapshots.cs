using System.Text.Json.Nodes;
using ChatTriage.Tests.Slack;

namespace ChatTriage.Tests.Snapshots;

/// <summary>The Slack cards over their samples, as they are sent.</summary>
public sealed class SlackCardSnapshots
{
    [Fact]
    public void Triage_Card() => Sent("triage").ShouldBeSnapshot("slack-triage");

    [Fact]
    public void Hostile_Triage_Card() => Sent("triage", "hostile").ShouldBeSnapshot("slack-triage-hostile");

    [Fact]
    public void Decided_Card() => Sent("decided").ShouldBeSnapshot("slack-decided");

    [Fact]
    public void Routed_Card() => Sent("routed").ShouldBeSnapshot("slack-routed");

    [Fact]
    public void Claimed_Card() => Sent("claimed").ShouldBeSnapshot("slack-claimed");

    [Fact]
    public void Answered_Card() => Sent("answered").ShouldBeSnapshot("slack-answered");

    [Fact]
    public void Notice_With_The_Holders_Buttons() => Sent("notice").ShouldBeSnapshot("slack-notice");

    [Fact]
    public void Answer_To_A_Question() => Sent("list").ShouldBeSnapshot("slack-list");

    [Fact]
    public void Answer_About_A_Brand() => Sent("answer").ShouldBeSnapshot("slack-brand");

    [Fact]
    public void Answer_About_A_Brand_With_Slacks_Own_Chart() => Sent("answer", nativeCharts: true).ShouldBeSnapshot("slack-brand-chart");

    [Fact]
    public void Brands_Beside_Each_Other() => Sent("comparison").ShouldBeSnapshot("slack-comparison");

    [Fact]
    public void Phrases_That_Rise_And_Fall() => Sent("keywords").ShouldBeSnapshot("slack-keywords");

    [Fact]
    public void Digest() => Sent("digest").ShouldBeSnapshot("slack-digest");

    [Fact]
    public void Saved_Questions() => Sent("watches").ShouldBeSnapshot("slack-watches");

    [Fact]
    public void Board_Of_A_Spike() => Sent("board").ShouldBeSnapshot("slack-board");

    [Fact]
    public void Form_For_Watching() => Sent("form-watch").ShouldBeSnapshot("slack-form-watch");

    [Fact]
    public void Form_For_No_Response() => Sent("form-no-response").ShouldBeSnapshot("slack-form-no-response");

    [Fact]
    public void Form_For_An_Answer() => Sent("form-mark-answered").ShouldBeSnapshot("slack-form-mark-answered");

    [Fact]
    public void App_Home() => Sent("home").ShouldBeSnapshot("slack-home");

    /// <summary>Block ids are new each time; here they are counted.</summary>
    private static JsonObject Sent(string template, string kind = "sample", bool nativeCharts = false)
    {
        JsonObject sent = SlackSamples.Sent(template, kind, nativeCharts);
        foreach ((int index, JsonNode? block) in sent["blocks"]!.AsArray().Index().Where(numbered => (string?)numbered.Item!["type"] != "input"))
        {
            block!["block_id"] = $"{index}";
        }

        return sent;
    }
}
