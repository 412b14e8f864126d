using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>
/// A value an expression works with. Values from data point to their node, so that nothing is copied until it is put
/// into the card, and a number goes out with the digits it came in with.
/// </summary>
internal readonly struct CardValue
{
    private readonly double number;
    private readonly object? content;

    private CardValue(CardValueKind kind, double number = 0, object? content = null)
    {
        Kind = kind;
        this.number = number;
        this.content = content;
    }

    /// <summary>Null; also what <c>default</c> is.</summary>
    public static CardValue Null => default;

    /// <summary>A name that has no value here, such as <c>$index</c> outside a repetition.</summary>
    public static CardValue Unset => new(CardValueKind.Missing);

    public CardValueKind Kind { get; }

    /// <summary>Null or missing: the two differ only where they are shown.</summary>
    public bool IsNothing => Kind is CardValueKind.Null or CardValueKind.Missing;

    /// <summary>Everything counts as true except false, null and what is missing; zero and '' are true.</summary>
    public bool IsTrue => Kind == CardValueKind.Boolean ? number != 0 : !IsNothing;

    public double Number => number;

    public bool IsInteger => Kind == CardValueKind.Number && double.IsInteger(number);

    public string Text => (string)content!;

    public JsonObject Object => (JsonObject)content!;

    /// <summary>The node a value was read from, if it was.</summary>
    public JsonNode? Source => content as JsonNode;

    /// <summary>The expression that found nothing.</summary>
    public Expression? Absentee => content as Expression;

    public static CardValue From(bool value) => new(CardValueKind.Boolean, value ? 1 : 0);

    public static CardValue From(string value) => new(CardValueKind.Text, 0, value);

    public static CardValue From(CardValue[] items) => new(CardValueKind.List, 0, items);

    public static CardValue From(double value) => double.IsFinite(value)
        ? new(CardValueKind.Number, value)
        : throw new ExpressionFaultException("the result is not a finite number");

    public static CardValue Missing(Expression expression) => new(CardValueKind.Missing, 0, expression);

    public static CardValue From(JsonNode? node) => node switch
    {
        null => Null,
        JsonObject => new(CardValueKind.Object, 0, node),
        JsonArray => new(CardValueKind.List, 0, node),
        _ => FromLeaf(node.AsValue()),
    };

    /// <summary>The items of a list; nothing counts as the empty list.</summary>
    public CardValue[] Items() => content switch
    {
        CardValue[] items => items,
        JsonArray array => [.. array.Select(From)],
        _ when IsNothing => [],
        _ => throw new ExpressionFaultException($"a list is needed, not {this.Describe()}"),
    };

    public int Count => content switch
    {
        CardValue[] items => items.Length,
        JsonArray array => array.Count,
        JsonObject members => members.Count,
        string text => text.Length,
        _ when IsNothing => 0,
        _ => throw new ExpressionFaultException($"a list, object or string is needed, not {this.Describe()}"),
    };

    /// <summary>The item at a place, or false when there is none.</summary>
    public bool TryItem(double index, out CardValue item)
    {
        var found = Kind == CardValueKind.List && double.IsInteger(index) && index >= 0 && index < Count;
        item = !found ? default : content is CardValue[] items ? items[(int)index] : From(((JsonArray)content!)[(int)index]);
        return found;
    }

    /// <summary>The member of a name, or false when this is no object or has none.</summary>
    public bool TryMember(string name, out CardValue member)
    {
        if (content is JsonObject members && members.TryGetPropertyValue(name, out var node))
        {
            member = From(node);
            return true;
        }

        member = default;
        return false;
    }

    private static CardValue FromLeaf(JsonValue leaf) => leaf.GetValueKind() switch
    {
        JsonValueKind.String => From(leaf.TryGetValue(out string? text) ? text : (string)JsonNode.Parse(leaf.ToJsonString())!),
        JsonValueKind.Number => new(CardValueKind.Number, NumberText.Read(leaf), leaf),
        JsonValueKind.True => From(true),
        JsonValueKind.False => From(false),
        JsonValueKind.Null => Null,
        _ => From(JsonNode.Parse(leaf.ToJsonString())),
    };
}
