namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>One word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Offset">Where it stands in the template's string.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset);
