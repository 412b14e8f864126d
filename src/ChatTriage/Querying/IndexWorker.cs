using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Searching;

namespace ChatTriage.Querying;

/// <summary>Keeps behind the mentions what need not be written with them: phrases by the hour, and after an upgrade the full-text index of what was stored before.</summary>
public sealed partial class IndexWorker(FollowPhrases phrases, FullTextBacklog backlog, ILogger<IndexWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await phrases.WorkAsync(stoppingToken);
                await backlog.WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // Whatever it is, mentions are taken in and answered all the same.
                LogPostponed(fault);
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(2201, LogLevel.Warning, "Phrases are counted later, and what was stored before is indexed later: it failed and is tried again")]
    private partial void LogPostponed(Exception fault);
}
