using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Searching;

namespace ChatTriage.Querying;

/// <summary>Keeps behind the mentions what need not be written with them: phrases by the hour, and after an upgrade the full-text index of what was stored before.</summary>
public sealed class IndexWorker(FollowPhrases phrases, FullTextBacklog backlog, ILogger<IndexWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, TimeProvider.System, WorkAsync, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await phrases.WorkAsync(cancellation);
        await backlog.WorkAsync(cancellation);
    }
}
