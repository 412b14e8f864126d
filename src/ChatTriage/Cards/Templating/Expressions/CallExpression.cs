using ChatTriage.Cards.Templating.Functions;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>A function over its evaluated arguments.</summary>
internal sealed class CallExpression(string text, Function function, Expression[] arguments) : Expression(text)
{
    public override CardValue Evaluate(Scope scope)
    {
        var value = function.Body(EvaluateAll(arguments, scope));
        scope.Budget.Spend(value.Kind is CardValueKind.Text or CardValueKind.List ? value.Count : 0);
        return value;
    }
}
