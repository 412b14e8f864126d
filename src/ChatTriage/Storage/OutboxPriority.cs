namespace ChatTriage.Storage;

/// <summary>What goes out first when a channel can take only so much.</summary>
public enum OutboxPriority
{
    /// <summary>A private word to one person.</summary>
    Notice = 0,

    /// <summary>A card that shows something outdated.</summary>
    Edit = 1,

    /// <summary>A card that nobody has seen yet, of something urgent.</summary>
    UrgentCard = 2,

    /// <summary>A card that nobody has seen yet.</summary>
    NewCard = 3,

    /// <summary>A card that nobody has seen yet, of something that can wait.</summary>
    QuietCard = 4,
}
