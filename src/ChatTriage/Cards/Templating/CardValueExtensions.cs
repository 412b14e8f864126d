using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating;

/// <summary>How values are shown, compared and put into a card.</summary>
internal static class CardValueExtensions
{
    private static readonly JsonSerializerOptions PlainJson = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * ExpansionBudget.MaxDepth,
    };

    /// <summary>The value inside a text. Null shows as nothing, a missing path as itself, so that it is seen and fixed.</summary>
    public static string Show(this CardValue value) => value.Kind switch
    {
        CardValueKind.Text => value.Text,
        CardValueKind.Number => NumberText.Show(value.Number, value.Source),
        CardValueKind.Boolean => value.IsTrue ? "true" : "false",
        CardValueKind.Missing => ShowMissing(value),
        CardValueKind.List => string.Join(',', value.Items().Select(Join)),
        CardValueKind.Object => "[object Object]",
        _ => "",
    };

    /// <summary>The value as an argument of <c>concat</c>, <c>join</c> and <c>&amp;</c>: a missing one is as empty as null.</summary>
    public static string Join(this CardValue value) => value.IsNothing ? "" : value.Show();

    /// <summary>The value as JSON text.</summary>
    public static string ToJson(this CardValue value) =>
        value.ToNode(new ExpansionBudget(), 0)?.ToJsonString(PlainJson) ?? "null";

    /// <summary>The kind of value in words, for messages.</summary>
    public static string Describe(this CardValue value) => value.Kind switch
    {
        CardValueKind.Null => "null",
        CardValueKind.Missing => "a missing value",
        CardValueKind.Boolean => "a boolean",
        CardValueKind.Number => "a number",
        CardValueKind.Text => "a string",
        CardValueKind.List => "a list",
        _ => "an object",
    };

    /// <summary>A new node with the value, ready to be put below <paramref name="depth"/> levels.</summary>
    public static JsonNode? ToNode(this CardValue value, ExpansionBudget budget, int depth)
    {
        ExpansionBudget.CheckDepth(depth);
        budget.Spend(value.Kind == CardValueKind.Text ? value.Text.Length : 0);
        return value.Kind switch
        {
            CardValueKind.Null => null,
            CardValueKind.Boolean => JsonValue.Create(value.IsTrue),
            CardValueKind.Number => value.Source?.DeepClone() ?? NumberText.ToNode(value.Number),
            CardValueKind.Text => JsonValue.Create(value.Text),
            CardValueKind.Missing => JsonValue.Create(ShowMissing(value)),
            CardValueKind.List => ListToNode(value, budget, depth),
            _ => ObjectToNode(value, budget, depth),
        };
    }

    /// <summary>Equality by type and value, deep; a missing value equals null.</summary>
    public static bool Same(this CardValue left, CardValue right, int depth = 0)
    {
        ExpansionBudget.CheckDepth(depth);
        if (left.IsNothing || right.IsNothing)
        {
            return left.IsNothing && right.IsNothing;
        }

        return left.Kind == right.Kind && left.Kind switch
        {
            CardValueKind.Text => left.Text == right.Text,
            CardValueKind.List => SameItems(left.Items(), right.Items(), depth),
            CardValueKind.Object => SameMembers(left.Object, right, depth),
            CardValueKind.Boolean => left.IsTrue == right.IsTrue,
            _ => left.Number.Equals(right.Number),
        };
    }

    private static string ShowMissing(CardValue value) => "${" + value.Absentee?.Text + "}";

    private static JsonArray ListToNode(CardValue value, ExpansionBudget budget, int depth)
    {
        var array = new JsonArray();
        foreach (var item in value.Items())
        {
            array.Add(item.ToNode(budget, depth + 1));
        }

        return array;
    }

    private static JsonObject ObjectToNode(CardValue value, ExpansionBudget budget, int depth)
    {
        var members = new JsonObject();
        foreach (var (name, member) in value.Object)
        {
            members.Add(name, CardValue.From(member).ToNode(budget, depth + 1));
        }

        return members;
    }

    private static bool SameItems(CardValue[] left, CardValue[] right, int depth) =>
        left.Length == right.Length && left.Zip(right).All(pair => pair.First.Same(pair.Second, depth + 1));

    private static bool SameMembers(JsonObject left, CardValue right, int depth) =>
        left.Count == right.Count
        && left.All(member => right.TryMember(member.Key, out var other) && CardValue.From(member.Value).Same(other, depth + 1));
}
