using System.Threading.Channels;

namespace ChatTriage.Platforms;

/// <summary>
/// What is done after the acknowledgement. A few at a time, in the order of arrival; at the end of the program what was acknowledged is finished.
/// When the process dies, a click that was acknowledged and not done has changed nothing, and its card still shows that.
/// </summary>
internal sealed partial class LaterWork(ILogger<LaterWork> logger) : IHostedService, IDisposable
{
    private const int AtOnce = 32;
    private const int Most = 20_000;

    /// <summary>
    /// The acknowledgements leave first: work that begins at once would take the processor from them. What gathers meanwhile shares a commit.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);
    private readonly Channel<Func<CancellationToken, Task>> _waiting = Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait });
    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Half of the processors at most, so that the other half takes what arrives. What waits for a store or a platform uses none.</summary>
    private readonly TaskScheduler _processors = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Math.Max(1, Environment.ProcessorCount / 2)).ConcurrentScheduler;
    private Task _line = Task.CompletedTask;

    /// <summary>Puts something in line; false when the line is so long that it would not be done in time.</summary>
    public bool TryAdd(Func<CancellationToken, Task> work) => _waiting.Writer.TryWrite(work);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _line = Task.Run(WorkAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _line.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task WorkAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await Task.Delay(Gathering);
            while (_waiting.Reader.TryRead(out Func<CancellationToken, Task>? work))
            {
                await _places.WaitAsync();
                _ = Task.Factory.StartNew(() => DoAsync(work), CancellationToken.None, TaskCreationOptions.None, _processors);
            }
        }

        // What has begun is finished.
        for (int place = 0; place < AtOnce; place++)
        {
            await _places.WaitAsync();
        }
    }

    private async Task DoAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogFailed(fault);
        }
        finally
        {
            _places.Release();
        }
    }

    [LoggerMessage(4201, LogLevel.Error, "Something that was acknowledged could not be done")]
    private partial void LogFailed(Exception fault);
}
