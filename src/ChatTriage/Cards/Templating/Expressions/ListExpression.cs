namespace ChatTriage.Cards.Templating.Expressions;

/// <summary><c>[a, b]</c>.</summary>
internal sealed class ListExpression(string text, Expression[] items) : Expression(text)
{
    public override CardValue Evaluate(Scope scope) => CardValue.From(EvaluateAll(items, scope));
}
