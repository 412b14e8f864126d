namespace ChatTriage.Enrichment.Brands;

/// <summary>A term as it is looked for: equal terms of many rules are one atom.</summary>
/// <param name="Kind">What the atom is compared with.</param>
/// <param name="Text">The folded term with its sign; for fields the value in upper case.</param>
/// <param name="IsPrefix">Whether the word may go on.</param>
/// <param name="Upper">For exact-case atoms one sign a character, ^ where upper case is asked for; empty for others.</param>
internal sealed record RuleAtom(TermKind Kind, string Text, bool IsPrefix, string Upper)
{
    /// <summary>Whether the atom is found in the text, not in a field.</summary>
    public bool IsInText => Kind is not (TermKind.Author or TermKind.Language or TermKind.Source);

    /// <summary>How many posts the atom is likely to hit, relative to others: decides which operand of an AND is waited for.</summary>
    public double Commonness => Kind switch
    {
        TermKind.Language or TermKind.Source => 100,
        TermKind.Author => 0.05,
        _ => 1.0 / Text.Length,
    };

    public static RuleAtom Of(TermNode term)
    {
        var sign = term.Kind switch
        {
            TermKind.Handle => "@",
            TermKind.Hashtag => "#",
            TermKind.Cashtag => "$",
            TermKind.Author or TermKind.Language or TermKind.Source => null,
            _ => "",
        };
        if (sign is null)
        {
            return new RuleAtom(term.Kind, term.Text.ToUpperInvariant(), IsPrefix: false, "");
        }

        var folded = FoldedTerm.Of(sign + term.Text);
        return new RuleAtom(term.Kind, folded.Text, term.IsPrefix, term.Kind == TermKind.ExactCase ? folded.Upper : "");
    }

    /// <summary>Whether [start, end) of the text, which equals <see cref="Text"/>, counts as a hit.</summary>
    public bool Accepts(FoldedText text, int start, int end) =>
        HasCase(text, start) && TermBoundaries.Accepts(text, start, end, Kind, IsPrefix);

    private bool HasCase(FoldedText text, int start)
    {
        for (var i = 0; i < Upper.Length; i++)
        {
            if ((text.KindAt(start + i) & CharKind.Upper) != 0 != (Upper[i] == '^'))
            {
                return false;
            }
        }

        return true;
    }
}
