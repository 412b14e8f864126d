using System.Text;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>Splits a string of a template into its text and its expressions.</summary>
/// <remarks>
/// <c>\${</c> is text. <c>${</c> without an end, and <c>${}</c>, are text too, as in the reference. Beside an expression a
/// backtick has to be written <c>\`</c>; alone it is text, so that Markdown without expressions needs no care.
/// </remarks>
internal static class TextParser
{
    private const string Open = "${";

    public static Expression[] Parse(string text)
    {
        if (!text.Contains(Open, StringComparison.Ordinal))
        {
            return [Literal(text)];
        }

        var spans = FindExpressions(text);
        var parts = new List<Expression>();
        var position = 0;
        foreach (var (start, end) in spans)
        {
            AddText(parts, text, position, start, true);
            parts.Add(ExpressionParser.Parse(text[(start + Open.Length)..end], start + Open.Length));
            position = end + 1;
        }

        AddText(parts, text, position, text.Length, spans.Count > 0);
        return [.. parts];
    }

    private static List<(int Start, int End)> FindExpressions(string text)
    {
        var spans = new List<(int Start, int End)>();
        var from = 0;
        while (text.IndexOf(Open, from, StringComparison.Ordinal) is var start and >= 0)
        {
            from = start + Open.Length;
            var escaped = start > 0 && text[start - 1] == '\\';
            if (!escaped && FindEnd(text, from) is { } end && !string.IsNullOrWhiteSpace(text[from..end]))
            {
                spans.Add((start, end));
                from = end + 1;
            }
        }

        return spans;
    }

    private static int? FindEnd(string text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'' or '"':
                    i = StringLiteral.FindEnd(text, i);
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when depth-- == 0:
                    return i;
            }
        }

        return null;
    }

    private static void AddText(List<Expression> parts, string text, int from, int to, bool besideExpression)
    {
        if (from == to)
        {
            return;
        }

        var plain = new StringBuilder(to - from);
        for (var i = from; i < to; i++)
        {
            if (text[i] == '`' && besideExpression)
            {
                throw new ExpressionSyntaxException("a backtick beside an expression has to be written \\`", i);
            }

            if (text[i] == '\\' && IsEscape(text, i + 1, besideExpression))
            {
                i++;
            }

            plain.Append(text[i]);
        }

        parts.Add(Literal(plain.ToString()));
    }

    private static bool IsEscape(string text, int at, bool besideExpression) =>
        string.CompareOrdinal(text, at, Open, 0, Open.Length) == 0
        || (besideExpression && at < text.Length && text[at] == '`');

    private static ConstantExpression Literal(string text) => new(text, CardValue.From(text));
}
