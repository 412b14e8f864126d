using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>
/// Text with expressions in it. One that fails stays in the text as it is written: a visible flaw in one line is better
/// than no card.
/// </summary>
internal sealed class TextNode(Expression[] parts) : TemplateNode
{
    public override JsonNode? Expand(Scope scope, int depth)
    {
        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            texts[i] = Show(parts[i], scope);
        }

        var text = string.Concat(texts);
        scope.Budget.Spend(text.Length);
        return JsonValue.Create(text);
    }

    private static string Show(Expression part, Scope scope)
    {
        try
        {
            return part.Evaluate(scope).Show();
        }
        catch (ExpressionFaultException fault) when (fault.Fault == CardTemplateFault.Evaluation)
        {
            return "${" + part.Text + "}";
        }
    }
}
