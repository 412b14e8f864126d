namespace ChatTriage.Querying.Watches;

/// <summary>When a saved question is answered.</summary>
public enum WatchSchedule
{
    /// <summary>Every day at its time.</summary>
    Daily,

    /// <summary>On its day of the week at its time.</summary>
    Weekly,

    /// <summary>When something new matches, once an hour at most.</summary>
    Change,
}
