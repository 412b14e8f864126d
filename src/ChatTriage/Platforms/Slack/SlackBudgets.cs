namespace ChatTriage.Platforms.Slack;

/// <summary>
/// What Slack takes of each method, by workspace (docs.slack.dev, rate limits). A little below the published tiers, because the count on both sides
/// does not begin at the same moment.
/// </summary>
internal static class SlackBudgets
{
    private const double Tier3 = 48;
    private const double Tier4 = 96;

    /// <summary>The budget a call is taken from. Posts count for their channel, everything else for the workspace.</summary>
    public static SendBudget Of(string workspace, string method, string? channel) => method switch
    {
        "chat.postMessage" => new($"slack:{workspace}:{method}:{channel}", PerSecond: 0.98, Burst: 3),
        "chat.update" or "conversations.info" or "conversations.history" => PerMinute(workspace, method, Tier3),
        "auth.test" => PerMinute(workspace, method, 300),
        _ => PerMinute(workspace, method, Tier4),
    };

    private static SendBudget PerMinute(string workspace, string method, double calls) => new($"slack:{workspace}:{method}", calls / 60, (int)(calls * 0.8));
}
