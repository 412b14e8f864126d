using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Routing;

namespace ChatTriage.Platforms.Slack;

/// <summary>What a button carries in its <c>value</c>: <c>MENTION/VERSION/ROLE/FENCE/CATEGORY</c>, the last three often empty.</summary>
/// <param name="Mention">The mention on the card.</param>
/// <param name="Version">The version the card showed.</param>
/// <param name="Role">What the card is for, when it stands in a channel.</param>
/// <param name="Fence">The claim that a private question is about.</param>
/// <param name="Category">A verb that names a category, for a suggestion.</param>
internal sealed record SlackActionValue(long Mention, long Version, CardRole? Role, long? Fence, string? Category)
{
    private const int Parts = 5;

    /// <summary>Reads a value; nothing for one of an older version.</summary>
    public static SlackActionValue? Parse(string? value)
    {
        if (value?.Split('/') is not { Length: Parts } parts || Number(parts[0]) is not { } mention || Number(parts[1]) is not { } version)
        {
            return null;
        }

        CardRole? role = Enum.TryParse(parts[2], out CardRole known) && Enum.IsDefined(known) && !char.IsDigit(parts[2][0]) ? known : null;
        return new SlackActionValue(mention, version, role, Number(parts[3]), Verbs.CategoryOf(parts[4]) is null ? null : parts[4]);
    }

    /// <summary>The click as the rest of the program knows it.</summary>
    public ButtonClicked Click(Person person, string verb, Dictionary<string, string>? values = null, bool opensForm = false)
    {
        values ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (Category is not null)
        {
            values.TryAdd(Inputs.Category, Category);
        }

        return new ButtonClicked(person, Mention, Version, verb, Role, values, Fence, opensForm);
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
