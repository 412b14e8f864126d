namespace ChatTriage.Triage.Learning;

/// <summary>The reasons that can be chosen for *No response*, as they stand in <c>cards/</c>; the reason learnt is always one of them.</summary>
public static class ResponseReasons
{
    /// <summary>What is chosen where nothing was learnt.</summary>
    public const string Default = "no answer needed";

    /// <summary>Titles and values in the order of the form; a decision keeps the value.</summary>
    public static IReadOnlyList<(string Title, string Value)> Choices { get; } =
    [
        ("No answer needed", Default),
        ("Not about us", "not about us"),
        ("Spam or advertising", "spam or advertising"),
        ("Already answered elsewhere", "already answered elsewhere"),
        ("Would feed a troll", "would feed a troll"),
        ("Other (write it below)", "other"),
    ];

    /// <summary>Place of "other": own words, from which no choice follows.</summary>
    public static int Other => Choices.Count - 1;

    /// <summary>The choice behind the stored reason of a mention: it alone, or with own words behind it; own words alone are "other".</summary>
    public static string ChoiceOf(string reason)
    {
        foreach ((_, string value) in Choices)
        {
            if (reason.Equals(value, StringComparison.OrdinalIgnoreCase) || reason.StartsWith($"{value}: ", StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return Choices[Other].Value;
    }

    /// <summary>Place of a choice; nothing for none.</summary>
    public static int? PlaceOf(string? choice)
    {
        for (int i = 0; i < Choices.Count; i++)
        {
            if (Choices[i].Value == choice)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The title of a choice.</summary>
    public static string TitleOf(string choice) => Choices[PlaceOf(choice) ?? Other].Title;
}
