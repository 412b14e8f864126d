namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>The first operand that is neither null nor missing; the last one if none is.</summary>
internal sealed class CoalesceExpression(string text, Expression[] operands) : Expression(text)
{
    public override CardValue Evaluate(Scope scope)
    {
        var value = CardValue.Null;
        foreach (var operand in operands)
        {
            value = operand.Evaluate(scope);
            if (!value.IsNothing)
            {
                break;
            }
        }

        return value;
    }
}
