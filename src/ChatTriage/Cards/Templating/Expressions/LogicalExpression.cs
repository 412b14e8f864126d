namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>And, or: evaluates as far as needed and gives a boolean.</summary>
internal sealed class LogicalExpression(string text, Expression[] operands, bool isAnd) : Expression(text)
{
    public override CardValue Evaluate(Scope scope)
    {
        foreach (var operand in operands)
        {
            if (operand.Evaluate(scope).IsTrue != isAnd)
            {
                return CardValue.From(!isAnd);
            }
        }

        return CardValue.From(isAnd);
    }
}
