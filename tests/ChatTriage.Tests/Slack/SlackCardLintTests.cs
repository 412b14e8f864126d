using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Platforms;
using ChatTriage.Platforms.Slack;
using ChatTriage.Querying.Watches;
using ChatTriage.Tests.Cards;

namespace ChatTriage.Tests.Slack;

/// <summary>Holds the Block Kit templates to the rules for all cards: what they may show where, which buttons there are, and what those carry.</summary>
public sealed partial class SlackCardLintTests
{
    /// <summary>The titles that other tools and people rely on.</summary>
    private static readonly string[] PromisedTitles =
    [
        "Customer service", "Public reply", "No response", "Open original", "I'll answer", "Not ours", "Mark answered", "Release", "More time", "Hand over", "History",
        "Undo", "Re-route", "Reopen", "Suggest this", "Share here", "See them", "Apply to all similar", "Next", "Only unanswered", "CSV", "Watch this",
    ];

    private static readonly string[] OtherTitles = ["Add note", "Put aside", "Re-assign brand", "Open answer", "Apply to all ${n}", "Only the exact copies", "Last 7 days", "Pause", "Resume", "Remove"];

    /// <summary>Buttons that are Slack's own: links tell the app that they were followed, the menu holds verbs, and an answer can be shared.</summary>
    private static readonly string[] OtherActions = ["open-original", "open-answer", "more", "share"];

    /// <summary>Slack's cards are changed where they stand; nobody asks for them anew.</summary>
    private static readonly string[] NotOfSlack = [Verbs.Refresh];

    /// <summary>Fields that the program escapes for the platform, because mrkdwn reads markup.</summary>
    private static readonly string[] EscapedFields = ["state", "decision", "source", "posted", "title", "window", "change", "footer", "value"];

    /// <summary>Verbs that need words or a choice, which a form asks for.</summary>
    private static readonly string[] WithForm =
        [Verbs.NoResponse, Verbs.NotOurs, Verbs.MarkAnswered, Verbs.HandOver, Verbs.Reroute, Verbs.Note, Verbs.Snooze, Verbs.ReassignBrand, Verbs.Suggest];

    public static TheoryData<string> All => [.. SlackSamples.Templates];

    public static TheoryData<string> Messages => [.. SlackSamples.Templates.Where(template => !SlackSamples.IsView(template))];

    public static TheoryData<string> Forms => [.. SlackSamples.Templates.Where(IsForm)];

    [Fact]
    public void Every_Verb_On_A_Card_Is_Known_And_Every_Known_Verb_Is_On_A_Card() =>
        SlackSamples.Templates.Where(template => !IsForm(template)).SelectMany(VerbsOn).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Verbs.All.Except(NotOfSlack).Concat(QuestionVerbs.All).Concat(WatchVerbs.All).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_Verb_That_Needs_Words_Has_A_Form()
    {
        SlackSamples.Templates.Where(IsForm).ShouldBe(WithForm.Append(QuestionVerbs.Watch).Select(verb => $"form-{verb}").Order(StringComparer.Ordinal));
        Verbs.All.Where(SlackForms.Has).Order(StringComparer.Ordinal).ShouldBe(WithForm.Order(StringComparer.Ordinal), "the buttons that open one");
    }

    [Fact]
    public void Same_Verbs_Stand_On_The_Cards_Of_All_Platforms()
    {
        foreach (string card in CardFiles.Names.Intersect(SlackSamples.Templates))
        {
            IEnumerable<string> others = CardFiles.Objects(CardFiles.Template(card)).Select(found => (string?)found["verb"]).OfType<string>().Where(verb => !verb.Contains('$', StringComparison.Ordinal));

            VerbsOn(card).Distinct().Order(StringComparer.Ordinal).ShouldBe(others.Except([.. NotOfSlack, .. OtherActions]).Order(StringComparer.Ordinal), card);
        }
    }

    [Fact]
    public void Buttons_Are_Called_As_Promised()
    {
        string[] titles =
        [
            .. SlackSamples.Templates.Where(template => !IsForm(template)).SelectMany(template => CardFiles.Objects(CardFiles.SlackTemplate(template)))
                .Where(found => (string?)found["type"] == "button" || found.Parent?.Parent is JsonObject menu && (string?)menu["type"] == "overflow")
                .Select(button => (string)button["text"]!["text"]!).Distinct(),
        ];

        PromisedTitles.Except(titles).ShouldBeEmpty("promised buttons that are on no card");
        titles.Except(PromisedTitles).Except(OtherTitles).ShouldBeEmpty("buttons that nobody promised");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_Button_Carries_Mention_Version_Role_Claim_And_Category_Or_The_Question(string template)
    {
        foreach ((string Verb, string Value) button in Buttons(template).Where(button => !OtherActions.Contains(button.Verb)))
        {
            (WatchVerbs.All.Contains(button.Verb) ? OneWatch() : QuestionVerbs.IsOne(button.Verb) ? Question() : Value()).IsMatch(button.Value).ShouldBeTrue($"{button.Verb} carries {button.Value}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void At_Most_One_Button_In_A_Row_Is_The_Primary_One(string template)
    {
        JsonArray[] rows = [.. CardFiles.Objects(SlackSamples.Sent(template)).Where(found => (string?)found["type"] == "actions").Select(found => found["elements"]!.AsArray())];

        rows.ShouldAllBe(row => row.Count(element => (string?)element!["style"] == "primary") <= 1);
    }

    [Theory]
    [InlineData("customer-service", 0)]
    [InlineData("public-reply", 1)]
    [InlineData("no-response", 2)]
    public void Suggested_Category_Is_The_Primary_Button(string suggested, int button)
    {
        JsonObject data = CardFiles.Sample("triage");
        data["primary"] = suggested;

        JsonArray row = SlackSamples.Draw("triage", data)["blocks"]!.AsArray()[^1]!["elements"]!.AsArray();

        row.Select(element => (string?)element!["style"] == "primary").ShouldBe(Enumerable.Range(0, row.Count).Select(index => index == button));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void State_In_Words_Is_The_First_Line(string template)
    {
        JsonNode first = CardFiles.SlackTemplate(template)["blocks"]![0]!;

        // A private word is a sentence of its own, and holds foreign words.
        ((string)(first["text"]?["text"] ?? first["elements"]![0]!["elements"]![0]!["text"])!).ShouldBeOneOf("*${state}*", "*${title}*", "${message}");
    }

    /// <summary>mrkdwn reads markup; rich text and plain text show what they are given. So foreign words go there only, and no text becomes an emoji or a link.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Foreign_Words_Stand_In_Rich_Or_Plain_Text_Only(string template)
    {
        JsonObject[] all = [.. CardFiles.Objects(CardFiles.SlackTemplate(template))];

        all.Where(found => (string?)found["type"] == "mrkdwn").SelectMany(found => Field().Matches((string)found["text"]!)).Select(match => match.Groups[1].Value)
            .Except(EscapedFields).ShouldBeEmpty();
        all.Where(found => (string?)found["type"] == "mrkdwn").ShouldAllBe(text => (bool)text["verbatim"]!);
        all.Where(found => (string?)found["type"] == "plain_text").ShouldAllBe(text => !(bool)text["emoji"]!);
        all.Where(found => found.ContainsKey("accessibility_label")).SelectMany(found => Field().Matches((string)found["accessibility_label"]!)).ShouldBeEmpty("labels count, with $index");
    }

    /// <summary>Ids are ours: foreign words in them would come back with a click as if they were.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Ids_Are_Constants(string template)
    {
        IEnumerable<string> ids = CardFiles.Objects(CardFiles.SlackTemplate(template)).SelectMany(found => new[] { found["action_id"], found["block_id"], found["callback_id"] }).OfType<JsonNode>().Select(id => (string)id!);

        ids.ShouldAllBe(id => Constant().IsMatch(id));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Links_Come_From_Checked_Fields_Only(string template) => CardFiles.Objects(CardFiles.SlackTemplate(template))
        .Select(found => (string?)found["url"]).OfType<string>().ShouldAllBe(url => url == "${url}" || url == "${answerUrl}");

    [Theory]
    [MemberData(nameof(Forms))]
    public void Form_Is_Named_Like_Its_Verb_And_Asks_For_Known_Fields(string template)
    {
        JsonObject form = CardFiles.SlackTemplate(template);
        JsonObject[] inputs = [.. CardFiles.Objects(form).Where(found => (string?)found["type"] == "input")];

        ((string)form["callback_id"]!).ShouldBe(template["form-".Length..]);
        ((string)form["private_metadata"]!).ShouldBe(template == $"form-{QuestionVerbs.Watch}" ? "${place}\n${ask}" : "${mention}/${version}/${role}/${fence}/${category}");
        ((string)form["title"]!["text"]!).Length.ShouldBeLessThanOrEqualTo(24);
        inputs.ShouldNotBeEmpty();
        inputs.ShouldAllBe(input => (string?)input["block_id"] == (string?)input["element"]!["action_id"] && CardLintTests.Fields.Contains((string)input["block_id"]!));
    }

    /// <summary>Same questions, same choices, same limits; only that a text ends where Slack's field does, and a person is picked from all of Slack.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Form_Asks_What_The_Other_Platforms_Ask(string template)
    {
        JsonObject[] others = [.. CardFiles.Names.SelectMany(card => CardFiles.Objects(CardFiles.Template(card))).Where(found => found.ContainsKey("id"))];
        foreach (JsonObject input in CardFiles.Objects(CardFiles.SlackTemplate(template)).Where(found => (string?)found["type"] == "input"))
        {
            string label = $"{input["label"]!["text"]}{((bool?)input["optional"] == true ? " (optional)" : "")}";
            JsonObject same = others.First(other => (string?)other["id"] == (string?)input["block_id"] && (string?)other["label"] == label);

            if (input["element"]!["options"] is JsonArray options)
            {
                options.Select(option => $"{option!["text"]!["text"]}={option["value"]}").ShouldBe(same["choices"]!.AsArray().Select(choice => $"{choice!["title"]}={choice["value"]}"));
            }
            else if (same["maxLength"] is { } most)
            {
                ((int)input["element"]!["max_length"]!).ShouldBe(Math.Min(3000, (int)most));
            }
        }
    }

    private static bool IsForm(string template) => template.StartsWith("form-", StringComparison.Ordinal);

    private static IEnumerable<string> VerbsOn(string template) => Buttons(template).Select(button => button.Verb).Except(OtherActions);

    /// <summary>Buttons with what they carry; an entry of a menu begins with its verb.</summary>
    private static IEnumerable<(string Verb, string Value)> Buttons(string template) => CardFiles.Objects(CardFiles.SlackTemplate(template)).SelectMany(found => (string?)found["type"] switch
    {
        "button" => [((string)found["action_id"]!, (string?)found["value"] ?? "")],
        "overflow" => found["options"]!.AsArray().Select(option => ((string)option!["value"]!).Split(':', 2)).Select(value => (value[0], value[1])),
        _ => Array.Empty<(string, string)>(),
    });

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Field();

    [GeneratedRegex(@"^\$\{mention\}/\$\{version\}/(\$\{role\})?/(\$\{fence\})?/(\$\{category\})?$")]
    private static partial Regex Value();

    [GeneratedRegex(@"^\$\{(ask|next|longer)\}$")]
    private static partial Regex Question();

    [GeneratedRegex(@"^\$\{watch\}/\$\{ask\}$")]
    private static partial Regex OneWatch();

    [GeneratedRegex(@"^[A-Za-z-]+$")]
    private static partial Regex Constant();
}
