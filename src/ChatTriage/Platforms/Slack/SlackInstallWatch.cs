using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>Keeps the list of installed workspaces in step with the store, where another process may have added one, and renews tokens in time.</summary>
internal sealed class SlackInstallWatch(SlackWorkspaces workspaces, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Before anything is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await workspaces.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        await TryAsync(() => workspaces.RefreshAsync(cancellation));
        foreach (SlackWorkspace workspace in workspaces.All.Where(workspace => !workspace.IsHome && workspace.Trouble is null))
        {
            await TryAsync(() => workspace.TokenAsync(cancellation));
        }
    }

    private static async Task TryAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            // Said where it happened; the next look comes soon.
        }
    }
}
