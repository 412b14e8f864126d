namespace ChatTriage.Enrichment.Brands;

/// <summary>A term of a rule in folded form.</summary>
/// <param name="Text">Folded text without outer spaces.</param>
/// <param name="Upper">One sign a character: ^ where it was upper case.</param>
internal sealed record FoldedTerm(string Text, string Upper)
{
    public static FoldedTerm Of(string text)
    {
        var folded = new FoldedText();
        TextFolding.Fold(text.Trim(), folded, keepsOffsets: false);
        var chars = folded.Chars.Trim(' ');
        var skipped = folded.Length - folded.Chars.TrimStart(' ').Length;
        return new FoldedTerm(chars.ToString(), string.Concat(Enumerable.Range(skipped, chars.Length).Select(i => IsUpper(folded, i) ? '^' : '.')));
    }

    /// <summary>Whether text holds anything that can be looked for: more than spaces and punctuation.</summary>
    public static bool HasSubstance(string text) => Of(text).Text.Any(c => char.IsLetterOrDigit(c) || char.IsSymbol(c) || char.IsSurrogate(c));

    private static bool IsUpper(FoldedText text, int index) => (text.KindAt(index) & CharKind.Upper) != 0;
}
