namespace ChatTriage.Enrichment.Brands;

/// <summary>One place where a term was found.</summary>
/// <param name="Term">The term as the rule prints it.</param>
/// <param name="Start">Index into the original text, in UTF-16 units; -1 when an author:, lang: or source: term hit.</param>
/// <param name="Length">UTF-16 units of the original text; 0 when <paramref name="Start"/> is -1.</param>
public sealed record TermHit(string Term, int Start, int Length);
