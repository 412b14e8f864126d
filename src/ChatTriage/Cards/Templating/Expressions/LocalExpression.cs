namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>The item that <c>foreach</c>, <c>where</c> and their like give a name.</summary>
internal sealed class LocalExpression(string name) : Expression(name)
{
    public override CardValue Evaluate(Scope scope) => scope.Local(Text);
}
