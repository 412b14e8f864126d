namespace ChatTriage.Mentions;

/// <summary>What ChatTriage itself writes into the ledger; people's verbs are in <see cref="Platforms.Verbs"/>.</summary>
public static class LedgerVerbs
{
    /// <summary>The mention was stored.</summary>
    public const string Received = "received";

    /// <summary>An engine read the text anew.</summary>
    public const string Analysed = "analysed";

    /// <summary>The source sent it again with other words.</summary>
    public const string Edited = "edited";

    /// <summary>It was decided like the first mention of its story, or given to the same brand.</summary>
    public const string Followed = "followed";

    /// <summary>It waits with its story again.</summary>
    public const string Rejoined = "rejoined";

    /// <summary>The first one of its story says something else now: it joined another story, or has a card of its own.</summary>
    public const string Parted = "parted";

    /// <summary>The holder's time ended.</summary>
    public const string Lapsed = "lapsed";

    /// <summary>The holder was asked "still on it?".</summary>
    public const string Reminded = "reminded";

    /// <summary>The owner was silent for so long that a backup may decide.</summary>
    public const string Escalated = "escalated";

    /// <summary>A snooze ended.</summary>
    public const string Woken = "woken";

    /// <summary>Something that was typed into an outdated card was kept as a note.</summary>
    public const string Kept = "kept";
}
