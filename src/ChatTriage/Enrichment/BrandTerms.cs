using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Enrichment;

/// <summary>The words that name a brand, taken from its name and its rule.</summary>
internal static class BrandTerms
{
    /// <summary>
    /// The name, every handle and tag, and the words any one of which is enough for the rule. Of words that only count together, as in
    /// <c>delta AND (flight OR late)</c>, those that are written exactly so or belong to the name: the others are ordinary words.
    /// </summary>
    public static IEnumerable<string> Of(Brand brand) => brand.Rule is { } rule ? Terms(rule.Root, brand.Name, isEnough: true).Prepend(brand.Name) : [brand.Name];

    private static IEnumerable<string> Terms(RuleNode node, string name, bool isEnough) => node switch
    {
        OrNode or => or.Operands.SelectMany(operand => Terms(operand, name, isEnough)),
        AndNode and => and.Operands.SelectMany(operand => Terms(operand, name, isEnough: false)),
        TermNode { IsPrefix: false } term when Names(term, name, isEnough) => [term.Text],
        _ => [],
    };

    private static bool Names(TermNode term, string name, bool isEnough) => term.Kind switch
    {
        TermKind.Handle or TermKind.Hashtag or TermKind.Cashtag or TermKind.ExactCase => true,
        TermKind.Text => isEnough || name.Contains(term.Text, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
