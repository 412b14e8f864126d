using ChatTriage.Mentions;
using ChatTriage.Routing;

namespace ChatTriage.Platforms;

/// <summary>A person pressed a button on a card.</summary>
/// <param name="Person">Who pressed it.</param>
/// <param name="MentionId">The mention on the card.</param>
/// <param name="Version">The version the card showed; an old one never changes anything.</param>
/// <param name="Verb">One of <see cref="Verbs"/>; anything else is answered kindly.</param>
/// <param name="Role">What the card is for, when it stands in a channel.</param>
/// <param name="Values">What was typed or chosen, by the names of <see cref="Inputs"/>.</param>
/// <param name="Fence">What a private card is about: the claim of a question to its holder, the newest similar mention of a preview.</param>
/// <param name="OpensForm">
/// The button asks for a form and nothing is filled in yet: the rules are looked at, so that nobody writes what would be refused, and nothing changes.
/// </param>
public sealed record ButtonClicked(
    Person Person, long MentionId, long Version, string Verb, CardRole? Role, IReadOnlyDictionary<string, string> Values, long? Fence = null, bool OpensForm = false)
    : Interaction(Person)
{
    private const int MaxValueLength = 4000;

    /// <summary>
    /// Whether it answers a private question to the holder about this very claim. The question is not a view of the item, so it does not become
    /// outdated by a colleague's note.
    /// </summary>
    public bool IsAboutClaim(Mention mention) => Verb is Verbs.MoreTime or Verbs.Release or Verbs.HandOver && Fence == mention.Fence && mention.Holder == Person.Address;

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
