using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>
/// What one expansion may cost. Far above any card a platform takes (80 KB), far below what would hurt the service
/// when data turns out longer than anybody thought.
/// </summary>
internal sealed class ExpansionBudget
{
    /// <summary>Levels of nesting, in templates, expressions and output alike.</summary>
    public const int MaxDepth = 64;

    private const int MaxSteps = 200_000;
    private const int CharactersPerStep = 16;

    private int spent;

    /// <summary>Pays for one step and the text it made.</summary>
    public void Spend(int characters = 0)
    {
        spent += 1 + (characters / CharactersPerStep);
        if (spent is < 0 or > MaxSteps)
        {
            throw new ExpressionFaultException("the card grows too large", CardTemplateFault.TooLarge);
        }
    }

    /// <summary>Stops before the stack does.</summary>
    public static void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ExpressionFaultException($"nested deeper than {MaxDepth} levels", CardTemplateFault.TooLarge);
        }
    }
}
