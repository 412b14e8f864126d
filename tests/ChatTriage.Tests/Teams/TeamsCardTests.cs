using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms.Teams;
using ChatTriage.Tests.Cards;

namespace ChatTriage.Tests.Teams;

/// <summary>What is sent to Teams is taken by Teams, whatever stands on the card.</summary>
public sealed class TeamsCardTests
{
    /// <summary>What Teams shows without hiding the rest.</summary>
    private const int MostButtonsInARow = 6;

    public static TheoryData<string> Templates => [.. TeamsCardSamples.Templates];

    [Fact]
    public async Task Every_Card_Over_Every_Kind_Of_Data_Is_Valid_Against_The_Official_Schema()
    {
        (string Name, JsonObject Card)[] all =
        [
            .. TeamsCardSamples.Templates.SelectMany(template => TeamsCardSamples.Kinds.SelectMany(kind => new[] { false, true }
                .Select(shorter => ($"{template}.{kind}{(shorter ? ".shorter" : "")}", TeamsCardSchema.WithoutCharts(TeamsCardSamples.Ready(template, kind, shorter)))))),
        ];

        (await TeamsCardSchema.FaultsAsync(all)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Wrong_Card_Is_Noticed_By_The_Schema()
    {
        JsonObject element = TeamsCardSamples.Ready("triage");
        element["body"]![0]!["type"] = "TextBlok";
        JsonObject property = TeamsCardSamples.Ready("triage");
        property["actions"]![0]!["verbs"] = "x";
        JsonObject fallback = TeamsCardSamples.Ready("answer");
        CardFiles.Objects(fallback).First(found => (string?)found["type"] == "Chart.VerticalBar")["fallback"]!["items"] = "none";

        (await TeamsCardSchema.FaultsAsync([("element", element), ("property", property), ("fallback", TeamsCardSchema.WithoutCharts(fallback)), ("chart", TeamsCardSamples.Ready("answer"))])).Count.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_Card_Stays_Below_What_Teams_Takes(string template)
    {
        foreach (string kind in TeamsCardSamples.Kinds)
        {
            TeamsSize.Of(TeamsCardSamples.Ready(template, kind)).ShouldBeLessThanOrEqualTo(TeamsCards.MaxSize, $"{template} with {kind}");
            TeamsSize.Of(TeamsCardSamples.Ready(template, kind, shorter: true)).ShouldBeLessThanOrEqualTo(TeamsCards.MaxShorterSize, $"{template} with {kind}, shorter");
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Buttons_That_Do_Something_Are_Never_Dropped(string template)
    {
        string[] all = VerbsOn(TeamsCardSamples.Ready(template));
        string[] atOnce = RowVerbs(TeamsCardSamples.Ready(template));

        foreach (string kind in TeamsCardSamples.Kinds.Except(["nothing", "empty-texts", "spaces"]))
        {
            all.Except(VerbsOn(TeamsCardSamples.Ready(template, kind))).ShouldBeEmpty($"{template} with {kind}");
            atOnce.Except(RowVerbs(TeamsCardSamples.Ready(template, kind, shorter: true))).ShouldBeEmpty($"{template} with {kind}, shorter");
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void First_Line_Is_Always_There_And_Nothing_Is_Empty(string template)
    {
        foreach (JsonObject card in TeamsCardSamples.Kinds.SelectMany(kind => new[] { TeamsCardSamples.Ready(template, kind), TeamsCardSamples.Ready(template, kind, shorter: true) }))
        {
            CardFiles.Objects(card["body"]![0]).Select(found => (string?)found["text"]).ShouldContain(text => !string.IsNullOrWhiteSpace(text));
            ((string)card["fallbackText"]!).ShouldNotBeNullOrWhiteSpace();
            ((string)card["version"]!).ShouldBe("1.5");
            JsonObject[] all = [.. TeamsElements.Inside(card)];
            all.SelectMany(found => found).Where(property => property.Value is null && property.Key is not "data").ShouldBeEmpty();
            all.SelectMany(found => found).Select(property => property.Value).OfType<JsonArray>().ShouldAllBe(list => list.Count > 0);
            all.Where(found => (string?)found["type"] is "TextBlock" or "TextRun").ShouldAllBe(text => ((string)text["text"]!).Length > 0);
            all.Where(found => (string?)found["type"] == "Action.OpenUrl").ShouldAllBe(link => CardText.Link((string)link["url"]!) == (string)link["url"]!);
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Rows_Have_No_More_Buttons_Than_Teams_Shows(string template) => CardFiles.Objects(TeamsCardSamples.Ready(template)).Select(found => found["actions"]).OfType<JsonArray>()
        .ShouldAllBe(row => row.Count <= MostButtonsInARow);

    [Theory]
    [MemberData(nameof(Templates))]
    public void An_Old_Client_Can_Press_Every_Button_Too(string template)
    {
        JsonObject[] all = [.. TeamsElements.Inside(TeamsCardSamples.Ready(template))];

        all.Select(found => found["data"]).OfType<JsonObject>().ShouldAllBe(data => !data.ContainsKey("msteams"), "the Agents Playground cannot press such a button");
        foreach (JsonObject action in all.Where(found => (string?)found["type"] == "Action.Execute" && found.Parent is JsonArray))
        {
            JsonObject submit = action["fallback"]!.AsObject();
            ((string)submit["type"]!, (string)submit["title"]!, (string?)submit["associatedInputs"]).ShouldBe(("Action.Submit", (string)action["title"]!, (string?)action["associatedInputs"]));
            JsonObject carried = submit["data"]!.DeepClone().AsObject();
            ((string)carried["verb"]!).ShouldBe((string)action["verb"]!);
            carried.Remove("verb");
            JsonNode.DeepEquals(carried, action["data"]).ShouldBeTrue();
        }
    }

    [Fact]
    public void Watchers_Are_Named_As_Teams_Names_Them_And_Sixty_At_Most()
    {
        JsonObject data = CardFiles.Sample("triage");
        data["watchers"] = new JsonArray([.. Enumerable.Range(0, 100).Select(number => (JsonNode)$"teams:{number:000}"), "teams:001", "nobody"]);

        JsonObject card = TeamsCards.Ready(TeamsCardSamples.Drawn("triage", data), person => person.Id.EndsWith('7') ? null : $"29:{person.Id}");

        string[] ids = [.. card["refresh"]!["userIds"]!.AsArray().Select(id => (string)id!)];
        ids.Length.ShouldBe(60);
        ids.ShouldBe(Enumerable.Range(0, 100).Where(number => number % 10 != 7).Take(60).Select(number => $"29:{number:000}"));
        ((string)card["refresh"]!["action"]!["verb"]!).ShouldBe("refresh");
        card["refresh"]!["action"]!.AsObject().ContainsKey("fallback").ShouldBeFalse();
    }

    [Fact]
    public void Card_That_Nobody_Known_Watches_Is_Not_Refreshed()
    {
        JsonObject nobody = CardFiles.Sample("triage");
        nobody["watchers"] = new JsonArray();

        TeamsCards.Ready(TeamsCardSamples.Drawn("triage", CardFiles.Sample("triage")), _ => null).ContainsKey("refresh").ShouldBeFalse();
        TeamsCardSamples.Ready("triage", nobody).ContainsKey("refresh").ShouldBeFalse();
        TeamsCardSamples.Ready("triage", CardFiles.Sample("triage"), shorter: true).ContainsKey("refresh").ShouldBeFalse("the ids of sixty people would make it long again");
    }

    [Fact]
    public void Long_Foreign_Words_Give_Way_Before_Our_Own_Lines()
    {
        string state = $"Needs a decision · {new string('s', 3000)} {{{{TIME(2026-11-23T14:37:00Z)}}}}";
        JsonObject card = Ready(TextBlock(state), Words(new string('w', 50_000)), Words(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 3000))), Words("short"));

        TeamsSize.Of(card).ShouldBeInRange(TeamsCards.MaxSize / 2, TeamsCards.MaxSize);
        string[] texts = Texts(card);
        texts[0].ShouldBe(state);
        texts[1].ShouldMatch("^w+…$");
        texts[2].ShouldMatch("^(👩‍👩‍👧‍👦)+…$", "nothing is cut inside of an emoji");
        texts[3].ShouldBe("short");
    }

    [Fact]
    public void Own_Lines_Are_Never_Cut_Inside_Of_A_Time()
    {
        string times = string.Concat(Enumerable.Repeat("{{TIME(2026-11-23T14:37:00Z)}} ", 3000));

        string shown = Texts(Ready(TextBlock(times)))[0];

        shown.Length.ShouldBeLessThan(40_000);
        shown.ShouldMatch(@"^(\{\{TIME\(2026-11-23T14:37:00Z\)\}\} ?)+…$");
    }

    [Fact]
    public void Entries_That_Do_Not_Fit_Are_Counted()
    {
        JsonObject card = Ready([TextBlock("Title"), .. Enumerable.Range(0, 5000).Select(number => TextBlock($"entry {number}"))]);

        string[] texts = Texts(card);
        texts[0].ShouldBe("Title");
        texts[1].ShouldBe("entry 0");
        texts[^1].ShouldBe($"{5000 - (texts.Length - 2)} more than fit here");
    }

    [Fact]
    public void What_Teams_Refuses_Is_Left_Out()
    {
        JsonObject card = ReadyOf(JsonNode.Parse("""
            [
              null, {"type": "TextBlock", "text": "State", "wrap": null}, {"type": "RichTextBlock", "inlines": []}, {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": ""}, null]},
              {"type": "Container", "items": [{"type": "TextBlock", "text": " "}]}, {"type": "FactSet", "facts": [{"title": "a", "value": ""}]},
              {"type": "Chart.VerticalBar", "data": [], "fallback": {"type": "FactSet", "facts": []}}, {"type": "Input.ChoiceSet", "id": "to", "label": "x", "choices": []},
              {"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": "Open original", "url": "javascript:alert(1)"}, {"type": "Action.OpenUrl", "title": "Open original", "url": null}]}
            ]
            """)!.AsArray());

        card["body"]!.ToJsonString().ShouldBe("""[{"type":"TextBlock","text":"State"}]""");
        card.ContainsKey("actions").ShouldBeFalse();
    }

    [Fact]
    public void Card_Without_Anything_To_See_Shows_Its_Plain_Words() => Texts(ReadyOf([])).ShouldBe(["In plain words"]);

    [Fact]
    public void Shorter_Card_Has_Its_State_A_Few_Words_And_Its_Buttons()
    {
        JsonObject card = TeamsCardSamples.Ready("triage", "many-long", shorter: true);

        card["body"]!.AsArray().Count.ShouldBe(2);
        RowVerbs(card).ShouldBe(["customer-service", "public-reply"]);
        card["actions"]!.AsArray().Select(action => (string)action!["title"]!).ShouldBe(["Customer service", "Public reply", "No response", "Open original", "More"]);
    }

    private static JsonObject Ready(params JsonNode?[] body) => ReadyOf(new JsonArray(body));

    private static JsonObject ReadyOf(JsonArray body) => TeamsCards.Ready(
        new DrawnCard(new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["refresh"] = null, ["body"] = body, ["actions"] = new JsonArray() }.ToJsonString(), "In plain words"), TeamsCardSamples.IdOf);

    private static JsonObject TextBlock(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    private static JsonObject Words(string text) => TeamsElements.Words(text);

    private static string[] Texts(JsonObject card) => [.. CardFiles.Objects(card["body"]).Select(found => (string?)found["text"]).OfType<string>()];

    private static string[] VerbsOn(JsonObject card) => [.. CardFiles.Objects(card).Select(found => (string?)found["verb"]).OfType<string>().Distinct()];

    private static string[] RowVerbs(JsonObject card) => [.. (card["actions"] as JsonArray ?? []).Select(action => (string?)action!["verb"]).OfType<string>()];
}
