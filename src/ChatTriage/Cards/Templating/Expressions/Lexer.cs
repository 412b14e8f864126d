namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>Cuts an expression into words.</summary>
internal static class Lexer
{
    private const int MaxLength = 2_000;

    // Longer symbols first: "&&" must not be read as two "&".
    private static readonly string[] Symbols =
    [
        "??", "||", "&&", "==", "!=", "<>", "<=", ">=",
        "<", ">", "+", "-", "*", "/", "%", "^", "&", "!", "?", ":", ",", ".", "(", ")", "[", "]", "{", "}",
    ];

    /// <summary>The words of an expression that starts at <paramref name="offset"/> of its string; the last one is an end.</summary>
    public static List<Token> Read(string expression, int offset)
    {
        if (expression.Length > MaxLength)
        {
            throw new ExpressionSyntaxException($"the expression is longer than {MaxLength} characters", offset, CardTemplateFault.TooLarge);
        }

        var tokens = new List<Token>();
        var position = 0;
        while (position < expression.Length)
        {
            if (char.IsWhiteSpace(expression[position]))
            {
                position++;
                continue;
            }

            var (kind, length) = Next(expression, position, offset);
            var text = expression.Substring(position, length);
            tokens.Add(new(kind, kind == TokenKind.Text ? StringLiteral.Unescape(text[1..^1]) : text, offset + position));
            position += length;
        }

        tokens.Add(new(TokenKind.End, "", offset + expression.Length));
        return tokens;
    }

    private static (TokenKind Kind, int Length) Next(string text, int at, int offset)
    {
        if (text[at] is '\'' or '"')
        {
            return (TokenKind.Text, StringLiteral.FindEnd(text, at) + 1 - at);
        }

        if (char.IsAsciiDigit(text[at]))
        {
            return (TokenKind.Number, NumberLength(text, at, offset));
        }

        if (IsNameStart(text[at]))
        {
            return (TokenKind.Name, CountWhile(text, at + 1, c => IsNameStart(c) || char.IsDigit(c)) + 1);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return (TokenKind.Symbol, symbol.Length);
            }
        }

        throw text[at] == '`'
            ? new ExpressionSyntaxException("`interpolated` strings are not supported; use concat()", offset + at, CardTemplateFault.NotSupported)
            : new ExpressionSyntaxException($"'{text[at]}' is not expected here", offset + at);
    }

    private static int NumberLength(string text, int at, int offset)
    {
        var length = CountWhile(text, at, char.IsAsciiDigit);
        var fraction = at + length < text.Length && text[at + length] == '.' ? CountWhile(text, at + length + 1, char.IsAsciiDigit) : 0;
        length += fraction > 0 ? fraction + 1 : 0;
        return at + length < text.Length && IsNameStart(text[at + length])
            ? throw new ExpressionSyntaxException("a number is made of digits and one point", offset + at + length)
            : length;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$' or '#' or '@';

    private static int CountWhile(string text, int from, Func<char, bool> belongs)
    {
        var end = from;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - from;
    }
}
