namespace ChatTriage.Cards.Templating.Expressions;

/// <summary><c>target[key]</c>: an item by number or a member by name.</summary>
internal sealed class ElementExpression(Expression target, Expression key) : Expression($"{target.Text}[{key.Text}]")
{
    public override CardValue Evaluate(Scope scope)
    {
        var owner = target.Evaluate(scope);
        var at = key.Evaluate(scope);
        var found = at.Kind switch
        {
            CardValueKind.Number when owner.TryItem(at.Number, out var item) => item,
            CardValueKind.Text when owner.TryMember(at.Text, out var member) => member,
            _ => CardValue.Missing(this),
        };
        return found;
    }
}
