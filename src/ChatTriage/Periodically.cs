using ChatTriage.Storage;

namespace ChatTriage;

/// <summary>Does something at once and then again and again. A pass that fails is logged and the next one comes: what nobody thought of must not end the whole service.</summary>
internal static partial class Periodically
{
    /// <summary>Runs until the service stops.</summary>
    /// <param name="every">From the beginning of one pass to that of the next.</param>
    /// <param name="clock">Whose time that is.</param>
    /// <param name="pass">What is done.</param>
    /// <param name="logger">Named after who does it.</param>
    /// <param name="stopping">The end.</param>
    public static async Task RunAsync(TimeSpan every, TimeProvider clock, Func<CancellationToken, Task> pass, ILogger logger, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(every, clock);
        do
        {
            try
            {
                await pass(stopping);
            }
            catch (DatabaseUnavailableException fault)
            {
                LogPostponed(logger, fault);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                LogFailed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    [LoggerMessage(1201, LogLevel.Warning, "This pass is postponed: the database does not answer")]
    private static partial void LogPostponed(ILogger logger, Exception fault);

    [LoggerMessage(1202, LogLevel.Error, "This pass failed; the next one comes")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}
