using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Triage.Learning;

namespace ChatTriage.Cards;

/// <summary>What the owner would probably press, in words: where it comes from, how sure it is, and how such suggestions have done.</summary>
internal static class SuggestionWords
{
    /// <summary>
    /// The line of the card; nothing without a suggestion. By the stated rule it has no percentage; learnt from few decisions neither, since that would promise more
    /// than it keeps.
    /// </summary>
    public static string? Of(Mention mention, SuggestionRecord record)
    {
        string? suggested = mention switch
        {
            { Suggested: null } => null,
            { Suggested: { } category, SuggestedConfidence: null } => $"Suggested by rule: {category.ButtonTitle()}, because of the tone",
            { Suggested: { } category } when record.Learnt < Suggestion.PercentFrom => $"Suggested: {category.ButtonTitle()}, learnt from {record.Learnt.ToString(CultureInfo.InvariantCulture)} decisions",
            { Suggested: { } category, SuggestedConfidence: { } confidence } => $"Suggested: {category.ButtonTitle()}, {SignalWords.Percent(confidence)} sure",
        };
        return suggested is null || record.Compared == 0 ? suggested : string.Create(CultureInfo.InvariantCulture, $"{suggested} · agreed with you {record.Agreed} of {record.Compared}");
    }
}
