namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>The words of an expression, one after the other.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int position;

    public Token Current => tokens[position];

    /// <summary>The current word, which is thereby used up; the end never is.</summary>
    public Token Advance()
    {
        var token = Current;
        position = Math.Min(position + 1, tokens.Count - 1);
        return token;
    }

    /// <summary>Uses up a symbol if it is the next word.</summary>
    public bool Accept(string symbol)
    {
        var found = Current.Kind == TokenKind.Symbol && Current.Text == symbol;
        if (found)
        {
            Advance();
        }

        return found;
    }

    public void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    public Token ExpectName() => Current.Kind == TokenKind.Name ? Advance() : throw Unexpected("a name");

    public void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("the end");
        }
    }

    private ExpressionSyntaxException Unexpected(string expected)
    {
        var found = Current.Kind == TokenKind.End ? "the end" : $"'{Current.Text}'";
        return new($"{expected} is expected, not {found}", Current.Offset);
    }
}
