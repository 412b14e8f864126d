namespace ChatTriage.Platforms;

/// <summary>What is sent: platforms give each its own budget, and one that waits must not hold up the others.</summary>
public enum SendKind
{
    /// <summary>A card that stands nowhere yet.</summary>
    Post,

    /// <summary>Another card in the place of a posted one.</summary>
    Update,

    /// <summary>A word to one person.</summary>
    Private,
}
