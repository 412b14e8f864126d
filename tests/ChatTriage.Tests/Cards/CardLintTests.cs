using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Watches;

namespace ChatTriage.Tests.Cards;

/// <summary>Holds the templates to the rules for all cards: what they may show where, and which buttons there are.</summary>
public sealed partial class CardLintTests
{
    /// <summary>The titles that other tools and people rely on.</summary>
    private static readonly string[] PromisedTitles =
    [
        "Customer service", "Public reply", "No response", "Open original", "More", "I'll answer", "Not ours", "Mark answered", "Release", "More time", "Hand over", "History",
        "Undo", "Re-route", "Reopen", "Suggest this", "Share here", "See them", "Apply to all similar", "Next", "Only unanswered", "CSV", "Watch this",
    ];

    /// <summary>Buttons beside them: the acts behind *More*, a holder's note, and the way to an answer that has a link.</summary>
    private static readonly string[] OtherTitles = ["Add note", "Put aside", "Re-assign brand", "Note", "Open answer", "Apply to all ${n}", "Only the exact copies", "Last 7 days", "Save", "Download CSV", "Pause", "Resume", "Remove"];

    /// <summary>What adapters answer themselves: an answer can be shown to everybody.</summary>
    private static readonly string[] OtherVerbs = ["share"];

    /// <summary>What a button under an answer may carry: the question, that of the next page, and one about more days.</summary>
    private static readonly string[] Questions = ["${ask}", "${next}", "${longer}"];

    /// <summary>Cards that only Teams has: what takes the place of a private card, what its search puts into a chat, and a link where Slack has the file itself.</summary>
    private static readonly string[] OnlyTeams = ["file", "item", "said"];

    /// <summary>Fields that <c>MentionCards</c> and <c>ListCard</c> escape for the platform, because a text block reads markup.</summary>
    private static readonly string[] EscapedFields = ["state", "decision", "source", "posted", "title", "window", "change", "footer", "value", "brand", "seen"];

    /// <summary>Names of the fields that are read.</summary>
    internal static IReadOnlyList<string> Fields { get; } = [.. Constants(typeof(Inputs))];

    public static TheoryData<string> Cards => [.. CardFiles.Names];

    [Fact]
    public void Every_Template_Has_A_Sample_And_Every_Sample_A_Template() =>
        CardFiles.NamesIn("data").ShouldBe(CardFiles.Names.Union(CardFiles.NamesIn("slack").Select(CardFiles.SampleOf)).Order(StringComparer.Ordinal));

    [Fact]
    public void What_One_Platform_Shows_The_Others_Show_Too() => CardFiles.Names.Except(CardFiles.NamesIn("slack")).ShouldBe(OnlyTeams);

    [Fact]
    public void Every_Verb_On_A_Card_Is_Known_And_Every_Known_Verb_Is_On_A_Card()
    {
        string[] onCards = [.. Actions("Action.Execute").Select(action => (string)action["verb"]!).Except(OtherVerbs).Order(StringComparer.Ordinal)];

        onCards.Distinct().ShouldBe(Constants(typeof(Verbs)).Concat(QuestionVerbs.All).Concat(WatchVerbs.All).Order(StringComparer.Ordinal));
        Verbs.All.Order(StringComparer.Ordinal).ShouldBe(Constants(typeof(Verbs)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_Field_On_A_Card_Is_Read_And_Every_Read_Field_Is_On_A_Card()
    {
        IEnumerable<string> fields = All().Where(element => IsInput(element)).Select(input => (string)input["id"]!);
        IEnumerable<string> chosenBefore = Actions("Action.Execute").SelectMany(action => action["data"]!.AsObject()).Select(value => value.Key).Except(["mention", "version", "role", "fence", "share", "ask", QuestionVerbs.WatchId]);

        fields.Union(chosenBefore).Order(StringComparer.Ordinal).ShouldBe(Constants(typeof(Inputs)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Buttons_Are_Called_As_Promised()
    {
        string[] titles = [.. All().Where(found => IsAction(found) && !IsRefresh(found)).Select(action => (string)action["title"]!).Distinct()];

        PromisedTitles.Except(titles).ShouldBeEmpty("promised buttons that are on no card");
        titles.Except(PromisedTitles).Except(OtherTitles).ShouldBeEmpty("buttons that nobody promised");
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Every_Button_Carries_Mention_Version_And_Role_Or_The_Question(string card)
    {
        foreach (JsonObject action in CardFiles.Objects(CardFiles.Template(card)).Where(found => (string?)found["type"] == "Action.Execute" && (string?)found["verb"] != "share"))
        {
            if (QuestionVerbs.IsOne((string)action["verb"]!))
            {
                action["data"]!["ask"]!.GetValue<string>().ShouldBeOneOf(Questions);
                continue;
            }

            action["data"]!["mention"]!.GetValue<string>().ShouldBe("${mention}");
            action["data"]!["version"]!.GetValue<string>().ShouldBe("${version}");
            action["data"]!["role"]!.GetValue<string>().ShouldBe("${role}");
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void At_Most_One_Button_In_A_Row_Is_The_Primary_One(string card)
    {
        foreach (JsonArray row in CardFiles.Objects(CardFiles.Expanded(card)).Select(found => found["actions"]).OfType<JsonArray>())
        {
            row.Count(action => (string?)action!["style"] == "positive").ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void State_In_Words_Is_The_First_Line(string card)
    {
        JsonObject first = CardFiles.Template(card)["body"]![0]!.AsObject();

        // A private word is a sentence of its own.
        (first["text"] ?? first["inlines"]![0]!["text"])!.GetValue<string>().ShouldBeOneOf("${state}", "${title}", "${message}", "${text}");
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Text_Wraps_And_Fields_Have_Labels(string card)
    {
        JsonObject[] all = [.. CardFiles.Objects(CardFiles.Template(card))];

        all.Where(found => (string?)found["type"] == "TextBlock").ShouldAllBe(block => block["wrap"]!.GetValue<bool>());
        all.Where(IsInput).ShouldAllBe(input => !string.IsNullOrWhiteSpace((string?)input["label"]));
        all.Where(found => (string?)found["type"] == "Input.Text").ShouldAllBe(input => input["maxLength"] != null);
    }

    /// <summary>A text block reads Markdown and date functions; a text run shows what it is given. So foreign words go into text runs only.</summary>
    [Theory]
    [MemberData(nameof(Cards))]
    public void Foreign_Words_Stand_In_Text_Runs_Only(string card)
    {
        string[] wrong =
        [
            .. CardFiles.Objects(CardFiles.Template(card))
                .Where(found => (string?)found["type"] is "TextBlock" || found.ContainsKey("value") && !IsInput(found) && found["title"] is not null && !IsChoice(found))
                .SelectMany(found => new[] { found["text"], found["title"], found["value"] }).OfType<JsonValue>()
                .SelectMany(text => Field().Matches(text.ToString())).Select(match => match.Groups[1].Value)
                .Except(EscapedFields),
        ];

        wrong.ShouldBeEmpty();
    }

    /// <summary>The title of a choice in an expanded list is a text block, in a compact one it is not.</summary>
    [Theory]
    [MemberData(nameof(Cards))]
    public void Names_To_Choose_From_Stand_In_Compact_Lists_Only(string card) => CardFiles.Objects(CardFiles.Template(card))
        .Where(found => (string?)found["type"] == "Input.ChoiceSet" && found["choices"]!.AsArray().Any(choice => Field().IsMatch((string)choice!["title"]!)))
        .ShouldAllBe(list => (string?)list["style"] == "compact");

    [Theory]
    [MemberData(nameof(Cards))]
    public void Links_Come_From_Checked_Fields_Only(string card) => CardFiles.Objects(CardFiles.Template(card))
        .Select(found => (string?)found["url"]).OfType<string>().ShouldAllBe(url => url == "${url}" || url == "${answerUrl}" || url == "${chart.picture}");

    [Theory]
    [MemberData(nameof(Cards))]
    public void Card_Has_Plain_Words_For_Notifications(string card)
    {
        CardFiles.Template(card)["fallbackText"]!.GetValue<string>().ShouldBe("${text}");
        CardFiles.Sample(card)["text"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
    }

    private static IEnumerable<JsonObject> All() => CardFiles.Names.SelectMany(name => CardFiles.Objects(CardFiles.Template(name)));

    private static IEnumerable<JsonObject> Actions(string type) => All().Where(found => (string?)found["type"] == type);

    private static bool IsAction(JsonObject found) => ((string?)found["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true;

    private static bool IsRefresh(JsonObject found) => found.Parent is JsonObject card && card["action"] == found;

    private static bool IsInput(JsonObject found) => ((string?)found["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true;

    /// <summary>Choices of a field are shown as plain text.</summary>
    private static bool IsChoice(JsonObject found) => found.Parent is JsonArray { Parent: JsonObject parent } && IsInput(parent);

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Field();
}
