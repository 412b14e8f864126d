namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>An expression cannot be read. The compiler adds the place and passes it on as a <see cref="CardTemplateException"/>.</summary>
internal sealed class ExpressionSyntaxException(string message, int offset, CardTemplateFault fault = CardTemplateFault.Syntax) : Exception(message)
{
    /// <summary>Where in the template's string, from 0.</summary>
    public int Offset => offset;

    public CardTemplateFault Fault => fault;
}
