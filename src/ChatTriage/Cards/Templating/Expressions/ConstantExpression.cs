namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>A number, a string, true, false or null.</summary>
internal sealed class ConstantExpression(string text, CardValue value) : Expression(text)
{
    public CardValue Value => value;

    public override CardValue Evaluate(Scope scope) => value;
}
