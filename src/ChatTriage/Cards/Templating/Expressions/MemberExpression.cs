namespace ChatTriage.Cards.Templating.Expressions;

/// <summary><c>name</c> in <c>$data</c>, or <c>target.name</c>.</summary>
internal sealed class MemberExpression(Expression? target, string name)
    : Expression(target is null ? name : $"{target.Text}.{name}")
{
    public override CardValue Evaluate(Scope scope)
    {
        var owner = target?.Evaluate(scope) ?? scope.Data;
        return owner.TryMember(name, out var member) ? member : CardValue.Missing(this);
    }
}
