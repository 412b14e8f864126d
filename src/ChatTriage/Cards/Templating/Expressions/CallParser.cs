using ChatTriage.Cards.Templating.Functions;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>
/// Reads a call. Functions that skip an argument, bind a name or look at the scope get a node of their own; all others
/// come from the <see cref="FunctionTable"/>.
/// </summary>
internal static class CallParser
{
    /// <summary>Reads the rest of a call whose opening bracket has been read.</summary>
    public static Expression Parse(ExpressionParser parser, TokenReader tokens, Token name)
    {
        if (LambdaExpression.Find(name.Text) is { } collect)
        {
            return ParseLambda(parser, tokens, name, collect);
        }

        var arguments = parser.ParseList(")");
        var text = $"{name.Text}({string.Join(", ", arguments.Select(argument => argument.Text))})";
        switch (name.Text)
        {
            case "if":
                CheckCount(name, arguments.Length, 3, 3);
                return new ConditionalExpression(arguments[0], arguments[1], arguments[2]);
            case "and" or "or":
                CheckCount(name, arguments.Length, 1, int.MaxValue);
                return new LogicalExpression(text, arguments, name.Text == "and");
            case "coalesce":
                CheckCount(name, arguments.Length, 1, int.MaxValue);
                return new CoalesceExpression(text, arguments);
            case "getProperty":
                CheckCount(name, arguments.Length, 1, 2);
                return new ElementExpression(arguments.Length == 1 ? ScopeExpression.Data : arguments[0], arguments[^1]);
        }

        var function = FunctionTable.Find(name.Text) ?? throw Unknown(name);
        CheckCount(name, arguments.Length, function.MinArguments, function.MaxArguments);
        return new CallExpression(text, function, arguments);
    }

    private static LambdaExpression ParseLambda(ExpressionParser parser, TokenReader tokens, Token name, LambdaExpression.Collector collect)
    {
        var list = parser.ParseExpression();
        tokens.Expect(",");
        var local = tokens.ExpectName().Text;
        tokens.Expect(",");
        var body = parser.ParseBody(local);
        tokens.Expect(")");
        return new LambdaExpression($"{name.Text}({list.Text}, {local}, {body.Text})", list, local, body, collect);
    }

    private static void CheckCount(Token name, int count, int min, int max)
    {
        if (count < min || count > max)
        {
            var expected = max == int.MaxValue ? $"at least {min}" : min == max ? $"{min}" : $"{min} to {max}";
            throw new ExpressionSyntaxException($"{name.Text}() takes {expected} arguments, not {count}", name.Offset);
        }
    }

    private static ExpressionSyntaxException Unknown(Token name)
    {
        var hint = FunctionTable.Similar(name.Text) is { } similar ? $"; did you mean {similar}()?" : "";
        return new($"the function {name.Text}() is not supported{hint}", name.Offset, CardTemplateFault.NotSupported);
    }
}
