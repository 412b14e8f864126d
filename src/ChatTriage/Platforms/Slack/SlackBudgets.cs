namespace ChatTriage.Platforms.Slack;

/// <summary>
/// What Slack takes of each method, by workspace (docs.slack.dev, rate limits): in no minute more than the published number, whichever minute it counts.
/// </summary>
internal static class SlackBudgets
{
    private const int Tier3 = 50;
    private const int Tier4 = 100;

    /// <summary>The budget a call is taken from. Posts count for their channel, everything else for the workspace.</summary>
    public static SendBudget Of(string workspace, string method, string? channel) => method switch
    {
        "chat.postMessage" => new($"slack:{workspace}:{method}:{channel}", PerSecond: 0.98, Burst: 3),
        "chat.update" or "conversations.info" or "conversations.history" => PerMinute(workspace, method, Tier3),
        "auth.test" => PerMinute(workspace, method, 300),
        _ => PerMinute(workspace, method, Tier4),
    };

    /// <summary>A fifth at once, the rest evenly: both together are what a minute may have.</summary>
    private static SendBudget PerMinute(string workspace, string method, int calls) => new($"slack:{workspace}:{method}", PerSecond: calls * 0.8 / 60, Burst: calls / 5);
}
