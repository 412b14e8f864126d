using ChatTriage.Cards;
using ChatTriage.Querying;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>The Home tab: what somebody holds, what waits for them, and today's numbers. Drawn when it is opened and after what is done there.</summary>
internal sealed partial class SlackHome(SlackApi api, DescribeHome describe, SlackPlatform platform, ILogger<SlackHome> logger)
{
    /// <summary>Draws it anew after something was done, without a word.</summary>
    public Task RefreshAsync(SlackWorkspace workspace, Person person, string userId, CancellationToken cancellation) => PublishAsync(workspace, person, userId, notice: null, cancellation);

    /// <summary>Draws it, with one sentence at the top when there is something to say.</summary>
    public async Task PublishAsync(SlackWorkspace workspace, Person person, string userId, string? notice, CancellationToken cancellation)
    {
        try
        {
            DrawnCard card = await describe.DrawAsync(person, platform, notice, cancellation);
            await api.CallAsync(workspace, "views.publish", [("user_id", userId), ("view", SlackBlocks.View(card).ToWire())], cancellation);
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException or DatabaseUnavailableException)
        {
            LogNotShown(fault.Message);
        }
    }

    [LoggerMessage(6061, LogLevel.Warning, "A Home tab was not shown: {Problem}")]
    private partial void LogNotShown(string problem);
}
