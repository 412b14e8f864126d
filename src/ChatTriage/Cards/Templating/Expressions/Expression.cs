namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>A parsed expression.</summary>
/// <param name="text">The expression in one normal form, shown where its value is missing or it failed.</param>
internal abstract class Expression(string text)
{
    public string Text => text;

    public abstract CardValue Evaluate(Scope scope);

    protected static CardValue[] EvaluateAll(Expression[] expressions, Scope scope)
    {
        var values = new CardValue[expressions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = expressions[i].Evaluate(scope);
        }

        return values;
    }
}
