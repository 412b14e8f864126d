using System.Buffers;

namespace ChatTriage.Enrichment.Brands;

/// <summary>The signs of the rule language, shared by the parser and the printer so that they cannot disagree.</summary>
internal static class RuleSyntax
{
    /// <summary>Phones and word processors turn quotes into curly ones; both kinds open and close a phrase.</summary>
    public const string Quotes = "\"“”";

    private static readonly SearchValues<char> BareEnds = SearchValues.Create("()\"“”{}");
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("()\"“”{}*:\\");

    public static bool EndsBareTerm(char c) => BareEnds.Contains(c) || char.IsWhiteSpace(c);

    public static bool IsOperator(ReadOnlySpan<char> word) => word is "AND" or "OR" or "NOT";

    public static bool LooksLikeOperator(ReadOnlySpan<char> word) =>
        word.Equals("AND", StringComparison.OrdinalIgnoreCase)
        || word.Equals("OR", StringComparison.OrdinalIgnoreCase)
        || word.Equals("NOT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether text can stand in a rule without quotes and mean itself.</summary>
    public static bool CanStandBare(string text) =>
        text.Length > 0
        && text[0] is not ('@' or '#' or '$' or '-')
        && !text.AsSpan().ContainsAny(NeedsQuotes)
        && !text.Any(char.IsWhiteSpace)
        && !LooksLikeOperator(text);

    /// <summary>Whether text can stand between braces, or after a field name, without quotes.</summary>
    public static bool CanStandEnclosed(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAny(NeedsQuotes) && !text.Any(char.IsWhiteSpace);
}
