using System.Threading.Channels;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// What is done after the acknowledgement. A few at a time, in the order of arrival; at the end of the program what was acknowledged is finished.
/// When the process dies, a click that was acknowledged and not done has changed nothing, and its card still shows that.
/// </summary>
internal sealed partial class SlackWork(ILogger<SlackWork> logger) : IHostedService
{
    private const int AtOnce = 64;
    private const int Most = 20_000;
    private readonly Channel<Func<CancellationToken, Task>> _waiting = Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait });
    private Task[] _workers = [];

    /// <summary>Puts something in line; false when the line is so long that it would not be done in time.</summary>
    public bool TryAdd(Func<CancellationToken, Task> work) => _waiting.Writer.TryWrite(work);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _workers = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(DoAsync, CancellationToken.None))];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return Task.WhenAll(_workers).WaitAsync(cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task DoAsync()
    {
        await foreach (Func<CancellationToken, Task> work in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await work(CancellationToken.None);
            }
            catch (Exception fault)
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(6031, LogLevel.Error, "Something that Slack sent could not be done")]
    private partial void LogFailed(Exception fault);
}
