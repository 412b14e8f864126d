namespace ChatTriage.Cards.Templating.Expressions;

/// <summary><c>if(condition, then, otherwise)</c> or <c>condition ? then : otherwise</c>; evaluates one branch only.</summary>
internal sealed class ConditionalExpression(Expression condition, Expression then, Expression otherwise)
    : Expression($"if({condition.Text}, {then.Text}, {otherwise.Text})")
{
    public override CardValue Evaluate(Scope scope) => (condition.Evaluate(scope).IsTrue ? then : otherwise).Evaluate(scope);
}
