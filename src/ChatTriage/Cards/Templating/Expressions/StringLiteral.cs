using System.Text;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>Strings inside expressions, in single or double quotes.</summary>
internal static class StringLiteral
{
    /// <summary>The place of the closing quote for the quote at <paramref name="start"/>.</summary>
    public static int FindEnd(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                return i;
            }
        }

        throw new ExpressionSyntaxException("the string is not closed", start);
    }

    /// <summary>What a literal without its quotes says.</summary>
    public static string Unescape(string inner)
    {
        if (!inner.Contains('\\', StringComparison.Ordinal))
        {
            return inner;
        }

        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\' || i + 1 == inner.Length)
            {
                text.Append(inner[i]);
                continue;
            }

            i++;
            text.Append(inner[i] switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                '\\' or '\'' or '"' => inner[i].ToString(),
                var other => "\\" + other,
            });
        }

        return text.ToString();
    }
}
