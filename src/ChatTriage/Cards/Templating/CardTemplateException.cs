namespace ChatTriage.Cards.Templating;

/// <summary>A template is wrong, or its data does not fit it; the message names the template and the place.</summary>
public sealed class CardTemplateException : Exception
{
    internal CardTemplateException(TemplatePlace place, CardTemplateFault fault, string reason, Exception? inner = null)
        : base($"Card template '{place.Template}' at {place}: {reason}", inner)
    {
        Template = place.Template;
        Path = place.Path;
        Column = place.Column;
        Fault = fault;
        Reason = reason;
    }

    /// <summary>The name the template was parsed with.</summary>
    public string Template { get; }

    /// <summary>JSON path of the value, such as <c>$.body[2].text</c>.</summary>
    public string Path { get; }

    /// <summary>Column inside the string at <see cref="Path"/>, from 1; null when the fault is not in an expression.</summary>
    public int? Column { get; }

    /// <summary>The kind of fault.</summary>
    public CardTemplateFault Fault { get; }

    /// <summary>The message without the place.</summary>
    public string Reason { get; }
}
