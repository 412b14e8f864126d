namespace ChatTriage.Settings;

/// <summary>Section <c>Stories</c>: near-identical mentions on one card.</summary>
public sealed class StoriesOptions
{
    /// <summary>Whether near-identical mentions join the first one's card. Off, each has a card of its own, in a flood too. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a mention that waits for a decision takes in similar ones, counted from when it came. Default 3 days.</summary>
    public TimeSpan JoinWaitingFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// How long a decided mention takes in similar ones, and how long later ones follow a decision that was applied to all similar, counted from the decision. Long keeps
    /// a slow story on one card, short asks again sooner. Default 24 hours.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many later ones an hour are sent to a desk as items of their own when they follow a decision; those beyond it are counted on the card and can be sent by
    /// *Apply to all similar* again. Default 50.
    /// </summary>
    public int FollowAtMost { get; set; } = 50;
}
