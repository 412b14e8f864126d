using System.Globalization;
using ChatTriage.Platforms;

namespace ChatTriage.Querying.Watches;

/// <summary>Buttons of one saved question; each names it in <see cref="QuestionVerbs.WatchId"/>.</summary>
public static class WatchVerbs
{
    /// <summary>*Pause*.</summary>
    public const string Pause = "watch-pause";

    /// <summary>*Resume*.</summary>
    public const string Resume = "watch-resume";

    /// <summary>*Remove*.</summary>
    public const string Remove = "watch-remove";

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All { get; } = [Pause, Resume, Remove];

    /// <summary>The watch that a button is about.</summary>
    public static long? IdOf(QuestionPressed pressed) =>
        pressed.Values.TryGetValue(QuestionVerbs.WatchId, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
}
