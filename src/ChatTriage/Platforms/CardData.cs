using System.Globalization;
using System.Text.Json;
using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;
using ChatTriage.Routing;

namespace ChatTriage.Platforms;

/// <summary>What an Adaptive Card's button carries, with what was typed into its fields. It comes from outside: only ids are believed, and each is looked up.</summary>
/// <param name="Mention">The mention on the card.</param>
/// <param name="Version">The version the card showed.</param>
/// <param name="Role">What the card is for, when it stands in a channel.</param>
/// <param name="Fence">The claim that a private question is about.</param>
/// <param name="Values">Everything else that is one value, by its name.</param>
public sealed record CardData(long? Mention, long? Version, CardRole? Role, long? Fence, Dictionary<string, string> Values)
{
    /// <summary>Reads the members of <c>data</c>.</summary>
    public static CardData Read(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in members)
        {
            if (TextOf(value) is { } text)
            {
                values[name] = text;
            }
        }

        long? mention = Take(values, "mention"), version = Take(values, "version"), fence = Take(values, "fence");
        CardRole? role = values.Remove("role", out string? named) && named.Length > 0 && char.IsLetter(named[0]) && Enum.TryParse(named, out CardRole known) && Enum.IsDefined(known) ? known : null;
        return new CardData(mention, version, role, fence, values);
    }

    /// <summary>The click as the rest of the program knows it; nothing when it names no mention.</summary>
    public ButtonClicked? Click(Person person, string verb) => Mention is { } mention && Version is { } version ? new ButtonClicked(person, mention, version, verb, Role, Values, Fence) : null;

    /// <summary>The press of a button under an answer; nothing when it does not carry the question.</summary>
    /// <param name="person">Who pressed.</param>
    /// <param name="verb">The button.</param>
    /// <param name="place">The channel in which it was asked.</param>
    public QuestionPressed? Pressed(Person person, string verb, Address? place) =>
        QuestionVerbs.IsOne(verb) && Values.Remove("ask", out string? asked) && AskedAgain.Read(asked) is { } question ? new QuestionPressed(person, verb, question, place, Values) : null;

    private static long? Take(Dictionary<string, string> values, string name) =>
        values.Remove(name, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>One value as text; nothing for lists, objects, null, and half of a surrogate pair, which JSON can write and no text can hold.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined ? null : value.ToString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
