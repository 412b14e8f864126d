namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>An operator between two operands that both are evaluated.</summary>
internal sealed class BinaryExpression(BinaryOperator with, Expression left, Expression right)
    : Expression($"({left.Text} {with.Symbol} {right.Text})")
{
    public override CardValue Evaluate(Scope scope) => with.Apply(left.Evaluate(scope), right.Evaluate(scope));
}
