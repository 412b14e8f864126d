using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary><c>{'key': value}</c>.</summary>
internal sealed class ObjectExpression(string text, KeyValuePair<string, Expression>[] members) : Expression(text)
{
    public override CardValue Evaluate(Scope scope)
    {
        var built = new JsonObject();
        foreach (var (name, member) in members)
        {
            built[name] = member.Evaluate(scope).ToNode(scope.Budget, 0);
        }

        return CardValue.From(built);
    }
}
