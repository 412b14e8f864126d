namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>The kinds of words an expression is made of.</summary>
internal enum TokenKind
{
    /// <summary>After the last word.</summary>
    End,

    /// <summary>An identifier.</summary>
    Name,

    /// <summary>Digits, perhaps with a fraction.</summary>
    Number,

    /// <summary>A quoted string, without its quotes and unescaped.</summary>
    Text,

    /// <summary>An operator, bracket or separator.</summary>
    Symbol,
}
