using ChatTriage.Routing;

namespace ChatTriage.Platforms;

/// <summary>A person pressed a button on a card.</summary>
/// <param name="Person">Who pressed it.</param>
/// <param name="MentionId">The mention on the card.</param>
/// <param name="Version">The version the card showed; an old one never changes anything.</param>
/// <param name="Verb">One of <see cref="Verbs"/>; anything else is answered kindly.</param>
/// <param name="Role">What the card is for, when it stands in a channel.</param>
/// <param name="Values">What was typed or chosen, by the names of <see cref="Inputs"/>.</param>
public sealed record ButtonClicked(Person Person, long MentionId, long Version, string Verb, CardRole? Role, IReadOnlyDictionary<string, string> Values)
    : Interaction(Person)
{
    private const int MaxValueLength = 4000;

    /// <summary>What was typed into a field: trimmed, without control characters, at most 4,000 characters; nothing when empty.</summary>
    public string? Value(string input)
    {
        if (!Values.TryGetValue(input, out string? value) || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        string clean = string.Concat(value.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        return clean.Length <= MaxValueLength ? clean : Cards.CardText.Cut(clean, MaxValueLength);
    }
}
