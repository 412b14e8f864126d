using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>Asks Slack at the start who its tokens belong to, and again each minute while one is worth nothing; forgets old deliveries.</summary>
internal sealed class SlackWatch(SlackWorkspaces workspaces, SeenDeliveries seen, TimeProvider clock) : BackgroundService
{
    private const int TidyEvery = 60;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AtStart = TimeSpan.FromSeconds(3);

    /// <summary>Before anything is served, because outsiders are told from colleagues by the workspace's id. Slack may be away: then it is asked again.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AtStart);
        try
        {
            await LookAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up; the next look is in a minute.
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        for (int minute = 1; await timer.WaitForNextTickAsync(stoppingToken); minute++)
        {
            await LookAsync(stoppingToken);
            if (minute % TidyEvery == 0)
            {
                await TidyAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        foreach (SlackWorkspace workspace in workspaces.All.Where(workspace => workspace.BotUserId is null || workspace.Trouble is not null))
        {
            await workspaces.IdentifyAsync(workspace, cancellation);
        }
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        try
        {
            await seen.TidyAsync(cancellation);
        }
        catch (DatabaseUnavailableException)
        {
            // Nothing depends on it; the next hour comes.
        }
    }
}
