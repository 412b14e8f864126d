using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>What a use case wants: a change with its consequences, or a refusal with one sentence. Nothing is done yet.</summary>
public sealed record ClickDecision
{
    private ClickDecision()
    {
    }

    /// <summary>One sentence for the person who pressed.</summary>
    public required string Text { get; init; }

    /// <summary>The mention as it shall be; nothing when refused.</summary>
    public Mention? After { get; init; }

    /// <summary>Why, for the ledger.</summary>
    public string? Detail { get; init; }

    /// <summary>People who must be told, by the name of the notice.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Draw the cards once more after this time, because a button on them ends then.</summary>
    public TimeSpan? DrawAgainAfter { get; init; }

    /// <summary>What else is written with the change, in its transaction.</summary>
    public Action<Storage.DbSession>? Also { get; init; }

    /// <summary>A refused decision that the person may leave as a suggestion.</summary>
    public Category? MaySuggest { get; init; }

    /// <summary>Refused, but what was typed becomes a note, so that nobody has to write it twice.</summary>
    public bool KeepTyped { get; init; }

    /// <summary>The field that has to be filled in otherwise, when that is all that is wrong.</summary>
    public string? Input { get; init; }

    /// <summary>It must not be done; nothing is written.</summary>
    public static ClickDecision Refuse(string text) => new() { Text = text };

    /// <summary>It can be done once a field says something else.</summary>
    public static ClickDecision Ask(string input, string text) => new() { Text = text, Input = input };

    /// <summary>It shall be done.</summary>
    public static ClickDecision Change(Mention after, string text, string? detail = null) => new() { Text = text, After = after, Detail = detail };
}
