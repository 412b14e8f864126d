using System.Globalization;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>
/// Reads an expression: operators by binding strength, everything else by descent. Nesting is bounded, so that no
/// template can overflow the stack.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly TokenReader tokens;
    private readonly List<string> locals = [];
    private int depth;

    private ExpressionParser(TokenReader tokens) => this.tokens = tokens;

    /// <summary>Reads the text between <c>${</c> and <c>}</c>, which starts at <paramref name="offset"/> of its string.</summary>
    public static Expression Parse(string expression, int offset)
    {
        var parser = new ExpressionParser(new TokenReader(Lexer.Read(expression, offset)));
        var parsed = parser.ParseExpression();
        parser.tokens.ExpectEnd();
        return parsed;
    }

    /// <summary>One expression, the conditional operator included, which binds loosest.</summary>
    public Expression ParseExpression()
    {
        if (++depth > ExpansionBudget.MaxDepth)
        {
            throw new ExpressionSyntaxException("the expression is nested too deeply", tokens.Current.Offset, CardTemplateFault.TooLarge);
        }

        var expression = ParseBinary(0);
        if (tokens.Accept("?"))
        {
            var then = ParseExpression();
            tokens.Expect(":");
            expression = new ConditionalExpression(expression, then, ParseExpression());
        }

        depth--;
        return expression;
    }

    /// <summary>Expressions with commas between them, up to a closing symbol.</summary>
    public Expression[] ParseList(string close)
    {
        var items = new List<Expression>();
        while (!tokens.Accept(close))
        {
            if (items.Count > 0)
            {
                tokens.Expect(",");
            }

            items.Add(ParseExpression());
        }

        return [.. items];
    }

    /// <summary>An expression in which a name stands for an item.</summary>
    public Expression ParseBody(string local)
    {
        locals.Add(local);
        var body = ParseExpression();
        locals.RemoveAt(locals.Count - 1);
        return body;
    }

    private Expression ParseBinary(int binding)
    {
        var left = ParseUnary();
        while (tokens.Current.Kind == TokenKind.Symbol && BinaryOperator.Find(tokens.Current.Text) is { } with && with.Binding > binding)
        {
            tokens.Advance();
            var right = ParseBinary(with.Binding == BinaryOperator.Power ? with.Binding - 1 : with.Binding);
            left = Combine(with, left, right);
        }

        return left;
    }

    private static Expression Combine(BinaryOperator with, Expression left, Expression right)
    {
        var text = $"({left.Text} {with.Symbol} {right.Text})";
        return with.Binding switch
        {
            BinaryOperator.Coalesce => new CoalesceExpression(text, [left, right]),
            BinaryOperator.Or or BinaryOperator.And => new LogicalExpression(text, [left, right], with.Binding == BinaryOperator.And),
            _ => new BinaryExpression(with, left, right),
        };
    }

    private Expression ParseUnary()
    {
        var symbols = new Stack<string>();
        while (tokens.Current is { Kind: TokenKind.Symbol, Text: "!" or "-" or "+" })
        {
            symbols.Push(tokens.Advance().Text);
        }

        if (symbols.Count > ExpansionBudget.MaxDepth)
        {
            throw new ExpressionSyntaxException("too many signs", tokens.Current.Offset, CardTemplateFault.TooLarge);
        }

        var operand = ParsePostfix(ParsePrimary());
        foreach (var symbol in symbols)
        {
            operand = symbol switch
            {
                "!" => new UnaryExpression(symbol, operand, Operators.Not),
                "-" => new UnaryExpression(symbol, operand, Operators.Negate),
                _ => new UnaryExpression(symbol, operand, value => CardValue.From(value.NeedNumber())),
            };
        }

        return operand;
    }

    private Expression ParsePostfix(Expression expression)
    {
        while (true)
        {
            if (tokens.Accept("."))
            {
                expression = new MemberExpression(expression, tokens.ExpectName().Text);
            }
            else if (tokens.Accept("["))
            {
                expression = new ElementExpression(expression, ParseExpression());
                tokens.Expect("]");
            }
            else if (tokens.Current is { Kind: TokenKind.Symbol, Text: "(" })
            {
                throw new ExpressionSyntaxException($"'{expression.Text}' is no function", tokens.Current.Offset);
            }
            else
            {
                return expression;
            }
        }
    }

    private Expression ParsePrimary()
    {
        var token = tokens.Advance();
        return token switch
        {
            { Kind: TokenKind.Number } => new ConstantExpression(token.Text, CardValue.From(double.Parse(token.Text, CultureInfo.InvariantCulture))),
            { Kind: TokenKind.Text } => new ConstantExpression($"'{token.Text}'", CardValue.From(token.Text)),
            { Kind: TokenKind.Name } when tokens.Accept("(") => CallParser.Parse(this, tokens, token),
            { Kind: TokenKind.Name } => ParseName(token),
            { Text: "(" } => ParseParenthesis(),
            { Text: "[" } => ParseListLiteral(),
            { Text: "{" } => ParseObjectLiteral(),
            { Kind: TokenKind.End } => throw new ExpressionSyntaxException("the expression ends too early", token.Offset),
            _ => throw new ExpressionSyntaxException($"'{token.Text}' is not expected here", token.Offset),
        };
    }

    private Expression ParseName(Token name) => name.Text switch
    {
        "true" => new ConstantExpression("true", CardValue.From(true)),
        "false" => new ConstantExpression("false", CardValue.From(false)),
        "null" => new ConstantExpression("null", CardValue.Null),
        _ when locals.Contains(name.Text) => new LocalExpression(name.Text),
        ['$', ..] => ScopeExpression.Find(name.Text) ?? throw new ExpressionSyntaxException(
            $"'{name.Text}' is not supported; known are $data, $root, $index and $host", name.Offset, CardTemplateFault.NotSupported),
        _ => new MemberExpression(null, name.Text),
    };

    private Expression ParseParenthesis()
    {
        var inner = ParseExpression();
        tokens.Expect(")");
        return inner;
    }

    private ListExpression ParseListLiteral()
    {
        var items = ParseList("]");
        return new ListExpression($"[{string.Join(", ", items.Select(item => item.Text))}]", items);
    }

    private ObjectExpression ParseObjectLiteral()
    {
        var members = new List<KeyValuePair<string, Expression>>();
        while (!tokens.Accept("}"))
        {
            if (members.Count > 0)
            {
                tokens.Expect(",");
            }

            var key = tokens.Current.Kind == TokenKind.Text ? tokens.Advance() : tokens.ExpectName();
            tokens.Expect(":");
            members.Add(new(key.Text, ParseExpression()));
        }

        return new ObjectExpression($"{{{string.Join(", ", members.Select(member => $"'{member.Key}': {member.Value.Text}"))}}}", [.. members]);
    }
}
