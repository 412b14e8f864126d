using ChatTriage.Mentions;

namespace ChatTriage.Cards;

/// <summary>What the owner would probably press, in words.</summary>
internal static class SuggestionWords
{
    /// <summary>The line of the card: with a percentage once it was learnt, without one while it is the stated rule; nothing without a suggestion.</summary>
    public static string? Of(Mention mention) => mention switch
    {
        { Suggested: null } => null,
        { Suggested: { } category, SuggestedConfidence: { } confidence } => $"Suggested: {category.ButtonTitle()}, {SignalWords.Percent(confidence)} sure",
        { Suggested: { } category } => $"Suggested by rule: {category.ButtonTitle()}, because of the tone",
    };
}
