namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>An expression failed on this data. In text it is left as written; alone it stops the card.</summary>
internal sealed class ExpressionFaultException(string message, CardTemplateFault fault = CardTemplateFault.Evaluation) : Exception(message)
{
    public CardTemplateFault Fault => fault;
}
