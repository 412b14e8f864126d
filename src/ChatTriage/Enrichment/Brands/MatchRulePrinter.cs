using System.Collections.Immutable;
using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Writes a node as rule text, with no more brackets and quotes than it needs.</summary>
internal static class MatchRulePrinter
{
    public static string Print(RuleNode node) => node switch
    {
        AndNode and => Join(and.Operands, " AND ", operand => operand is AndNode or OrNode),
        OrNode or => Join(or.Operands, " OR ", operand => operand is OrNode),
        NotNode not => "NOT " + Bracketed(not.Operand, not.Operand is AndNode or OrNode),
        TermNode term => Print(term),
        _ => throw new InvalidOperationException($"{node.GetType().Name} cannot be printed"),
    };

    private static string Print(TermNode term) => term.Kind switch
    {
        TermKind.Handle => "@" + Starred(term),
        TermKind.Hashtag => "#" + Starred(term),
        TermKind.Cashtag => "$" + Starred(term),
        TermKind.ExactCase => "{" + (RuleSyntax.CanStandEnclosed(term.Text) ? term.Text : Quote(term.Text)) + "}",
        TermKind.Author => "author:" + FieldValue(term.Text),
        TermKind.Language => "lang:" + FieldValue(term.Text),
        TermKind.Source => "source:" + FieldValue(term.Text),
        _ => term.IsPrefix || RuleSyntax.CanStandBare(term.Text) ? Starred(term) : Quote(term.Text),
    };

    private static string Starred(TermNode term) => term.IsPrefix ? term.Text + "*" : term.Text;

    private static string FieldValue(string text) => RuleSyntax.CanStandEnclosed(text) ? text : Quote(text);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '\\' or '*' || RuleSyntax.Quotes.Contains(c))
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static string Join(ImmutableArray<RuleNode> operands, string between, Func<RuleNode, bool> needsBrackets) =>
        string.Join(between, operands.Select(operand => Bracketed(operand, needsBrackets(operand))));

    private static string Bracketed(RuleNode node, bool brackets) => brackets ? $"({Print(node)})" : Print(node);
}
