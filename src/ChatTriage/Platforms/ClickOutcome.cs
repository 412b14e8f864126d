using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>How a click ended.</summary>
/// <param name="Kind">Done, repeated, outdated or refused.</param>
/// <param name="Mention">The mention as it is now; nothing when it is not stored.</param>
/// <param name="Text">One sentence for the person who pressed.</param>
/// <param name="MaySuggest">The refused decision, when it may be left as a suggestion.</param>
/// <param name="Input">The field to fill in otherwise, when that is all that is wrong.</param>
public sealed record ClickOutcome(ClickKind Kind, Mention? Mention, string Text, Category? MaySuggest = null, string? Input = null)
{
    /// <summary>Whether what the button says is so now because of this person's click.</summary>
    public bool Changed => Kind is ClickKind.Done or ClickKind.Repeated;
}
