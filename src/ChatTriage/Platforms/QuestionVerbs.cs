namespace ChatTriage.Platforms;

/// <summary>What a button under an answer does: the <c>verb</c> of a card's action. It changes no mention.</summary>
public static class QuestionVerbs
{
    /// <summary>*Next*: the page after this one, in its place.</summary>
    public const string Next = "next";

    /// <summary>*Only unanswered*: the same question narrowed down, in its place.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>*CSV*: every mention that is meant, as a file.</summary>
    public const string Csv = "csv";

    /// <summary>*Watch this*: saves the question with a time to answer it, with inputs <see cref="Inputs.Schedule"/> and <see cref="Inputs.Deliver"/>.</summary>
    public const string Watch = "watch";

    /// <summary>What the verbs of buttons on the list of saved questions begin with; they carry which one it is.</summary>
    public const string WatchPrefix = "watch-";

    /// <summary>The name under which such a button carries the id of the saved question.</summary>
    public const string WatchId = "watch";

    /// <summary>All that stand under an answer.</summary>
    public static IReadOnlyCollection<string> All { get; } = [Next, Unanswered, Csv, Watch];

    /// <summary>Whether it belongs to a question rather than to a mention.</summary>
    public static bool IsOne(string verb) => All.Contains(verb) || verb.StartsWith(WatchPrefix, StringComparison.Ordinal);
}
