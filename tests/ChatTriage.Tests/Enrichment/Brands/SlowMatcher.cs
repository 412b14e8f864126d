using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Tests.Enrichment.Brands;

/// <summary>The reference: every rule by itself, every term by its own search, no index.</summary>
internal static class SlowMatcher
{
    public static bool Matches(RuleNode node, MatchInput input) => node switch
    {
        AndNode and => and.Operands.All(operand => Matches(operand, input)),
        OrNode or => or.Operands.Any(operand => Matches(operand, input)),
        NotNode not => !Matches(not.Operand, input),
        TermNode { Kind: TermKind.Author } term => Same(term.Text, input.AuthorHandle?.TrimStart('@')),
        TermNode { Kind: TermKind.Source } term => Same(term.Text, input.Source),
        TermNode { Kind: TermKind.Language } term => Same(term.Text, input.Language)
            || input.Language?.StartsWith(term.Text + "-", StringComparison.OrdinalIgnoreCase) == true,
        TermNode term => Finds(term, input.Text),
        _ => throw new InvalidOperationException(),
    };

    private static bool Finds(TermNode term, string original)
    {
        var text = new FoldedText();
        TextFolding.Fold(original, text, keepsOffsets: false);
        var folded = text.Chars.ToString();
        var sign = term.Kind switch { TermKind.Handle => "@", TermKind.Hashtag => "#", TermKind.Cashtag => "$", _ => "" };
        var sought = FoldedTerm.Of(sign + term.Text);
        for (var at = 0; (at = folded.IndexOf(sought.Text, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var cases = string.Concat(Enumerable.Range(at, sought.Text.Length).Select(i => text.KindAt(i).HasFlag(CharKind.Upper) ? '^' : '.'));
            if ((term.Kind != TermKind.ExactCase || cases == sought.Upper)
                && TermBoundaries.Accepts(text, at, at + sought.Text.Length, term.Kind, term.IsPrefix))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(string value, string? other) => value.Equals(other, StringComparison.OrdinalIgnoreCase);
}
