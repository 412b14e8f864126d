using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>
/// <c>$when</c>. Only an expression that gives the boolean true keeps the object: a number, a string, a missing path and
/// a fault all drop it. <c>"$when": true</c> is no expression and drops too, as in the reference.
/// </summary>
internal sealed class WhenCondition(Expression? expression)
{
    public bool Holds(Scope scope)
    {
        try
        {
            return expression?.Evaluate(scope) is { Kind: CardValueKind.Boolean, IsTrue: true };
        }
        catch (ExpressionFaultException fault) when (fault.Fault == CardTemplateFault.Evaluation)
        {
            return false;
        }
    }
}
