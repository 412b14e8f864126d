namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>An operator before its operand.</summary>
internal sealed class UnaryExpression(string symbol, Expression operand, Func<CardValue, CardValue> apply) : Expression(symbol + operand.Text)
{
    public override CardValue Evaluate(Scope scope) => apply(operand.Evaluate(scope));
}
