namespace ChatTriage.Querying.Listening;

/// <summary>How often a phrase is used now and was used before.</summary>
/// <param name="Phrase">As it is mostly written.</param>
/// <param name="Now">Mentions that name it in the window.</param>
/// <param name="Before">Mentions that named it in the time before.</param>
/// <param name="Score">How surely the two differ (log-likelihood ratio, 0 for no difference; 6.6 is one chance in a hundred).</param>
public sealed record PhraseChange(string Phrase, long Now, long Before, double Score);
