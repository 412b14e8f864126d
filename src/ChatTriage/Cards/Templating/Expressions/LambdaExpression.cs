using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary><c>foreach(list, item, body)</c> and its like: an expression over each item of a list, under a name.</summary>
/// <param name="text">The call as written.</param>
/// <param name="list">The list; of an object, the pairs of <c>key</c> and <c>value</c>.</param>
/// <param name="local">The name of the item in the body.</param>
/// <param name="body">What is evaluated for each item.</param>
/// <param name="collect">Makes the result of the items and the body's values for them.</param>
internal sealed class LambdaExpression(string text, Expression list, string local, Expression body, LambdaExpression.Collector collect)
    : Expression(text)
{
    /// <summary>Makes the call's result of the items and the values the body gave for them.</summary>
    public delegate CardValue Collector(CardValue[] items, CardValue[] values);

    /// <summary>The function of a name, or null when there is none of this kind.</summary>
    public static Collector? Find(string name) => name switch
    {
        "foreach" or "select" => (_, values) => CardValue.From(values),
        "where" => (items, values) => CardValue.From([.. items.Where((_, at) => values[at].IsTrue)]),
        "any" => (_, values) => CardValue.From(values.Any(value => value.IsTrue)),
        "all" => (_, values) => CardValue.From(values.All(value => value.IsTrue)),
        _ => null,
    };

    public override CardValue Evaluate(Scope scope)
    {
        var source = list.Evaluate(scope);
        var items = source.Kind == CardValueKind.Object ? Pairs(source, scope.Budget) : source.Items();
        var values = new CardValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            scope.Budget.Spend();
            values[i] = body.Evaluate(scope.WithLocal(local, items[i]));
        }

        return collect(items, values);
    }

    private static CardValue[] Pairs(CardValue source, ExpansionBudget budget) =>
    [
        .. source.Object.Select(member => CardValue.From(new JsonObject
        {
            ["key"] = member.Key,
            ["value"] = CardValue.From(member.Value).ToNode(budget, 0),
        })),
    ];
}
