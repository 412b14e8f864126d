using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating;

/// <summary>An object, repeated by <c>$data</c> and kept or dropped by <c>$when</c>.</summary>
/// <param name="members">The members the card will have.</param>
/// <param name="data"><c>$data</c>: a list repeats the object, anything else becomes its data.</param>
/// <param name="when"><c>$when</c>, asked once for each repetition.</param>
internal sealed class ObjectNode(KeyValuePair<string, TemplateNode>[] members, TemplateNode? data, WhenCondition? when) : TemplateNode
{
    /// <summary>Outside a list, none is null, one is the object itself and several are a list.</summary>
    public override JsonNode? Expand(Scope scope, int depth)
    {
        if (data is null)
        {
            return Keeps(scope) ? Build(scope, depth) : null;
        }

        var list = new JsonArray();
        ExpandInto(list, scope, depth);
        if (list.Count > 1)
        {
            return list;
        }

        var only = list.Count == 0 ? null : list[0];
        list.Clear();
        return only;
    }

    public override void ExpandInto(JsonArray list, Scope scope, int depth)
    {
        if (data is null)
        {
            Add(scope);
            return;
        }

        var value = Bind(scope, depth);
        if (value.Kind != CardValueKind.List)
        {
            Add(scope.WithData(value));
            return;
        }

        var items = value.Items();
        for (var index = 0; index < items.Length; index++)
        {
            Add(scope.WithData(items[index], index));
        }

        void Add(Scope inner)
        {
            if (Keeps(inner))
            {
                list.Add((JsonNode)Build(inner, depth));
            }
        }
    }

    private CardValue Bind(Scope scope, int depth) => data switch
    {
        ExpressionNode expression => expression.Evaluate(scope),
        LiteralNode literal => CardValue.From(literal.Value),
        _ => CardValue.From(data!.Expand(scope, depth)),
    };

    private bool Keeps(Scope scope)
    {
        scope.Budget.Spend();
        return when?.Holds(scope) ?? true;
    }

    private JsonObject Build(Scope scope, int depth)
    {
        ExpansionBudget.CheckDepth(depth);
        var built = new JsonObject();
        foreach (var (name, member) in members)
        {
            built.Add(name, member.Expand(scope, depth + 1));
        }

        return built;
    }
}
