namespace ChatTriage.Platforms.Teams;

/// <summary>
/// What Teams takes from a bot in one conversation (rate-limit page of 8 October 2026): 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour, whichever moment
/// it counts from; and 50 a second from an app in a tenant. Posts and changes are counted together, because the page does not say that they are not.
/// </summary>
internal static class TeamsBudgets
{
    /// <summary>All calls of the app. 25 at once and 25 more in the same second are the 50.</summary>
    public static SendBudget App { get; } = new("teams:app", PerSecond: 25, Burst: 25);

    /// <summary>One conversation: 6 at once and then 1 a second, of which an hour takes 600 at once and 1,200 more.</summary>
    public static SendBudget Of(string conversationId) => new($"teams:{conversationId}", PerSecond: 1, Burst: 6)
    {
        Longer = new SendBudget($"teams:{conversationId}:hour", PerSecond: 1.0 / 3, Burst: 600),
    };
}
