using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>A string that is one expression and nothing else: the value keeps its type, and a fault stops the card.</summary>
internal sealed class ExpressionNode(Expression expression, TemplatePlace place) : TemplateNode
{
    public Expression Expression => expression;

    public CardValue Evaluate(Scope scope)
    {
        try
        {
            return expression.Evaluate(scope);
        }
        catch (ExpressionFaultException fault)
        {
            throw new CardTemplateException(place, fault.Fault, $"${{{expression.Text}}}: {fault.Message}", fault);
        }
    }

    public override JsonNode? Expand(Scope scope, int depth) => Evaluate(scope).ToNode(scope.Budget, depth);

    public override void ExpandInto(JsonArray list, Scope scope, int depth)
    {
        var value = Evaluate(scope);
        if (value.Kind != CardValueKind.List)
        {
            Add(value);
            return;
        }

        foreach (var item in value.Items())
        {
            Add(item);
        }

        void Add(CardValue item)
        {
            if (item.ToNode(scope.Budget, depth) is { } node)
            {
                list.Add(node);
            }
        }
    }
}
