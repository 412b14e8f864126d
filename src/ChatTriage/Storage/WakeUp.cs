using StackExchange.Redis;

namespace ChatTriage.Storage;

/// <summary>
/// Wakes the outbox pump as soon as something is due, in this process and, through Redis, in the others. Only a hint: whoever
/// misses it finds the row at the next poll.
/// </summary>
public sealed class WakeUp : IAsyncDisposable
{
    private static readonly RedisChannel Subject = RedisChannel.Literal("chattriage:outbox");
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Database _database;
    private readonly RedisConnection _redis;
    private bool _subscribed;

    public WakeUp(Database database, RedisConnection redis)
    {
        _database = database;
        _redis = redis;
        _database.OutboxChanged += Announce;
    }

    /// <summary>Waits until something may be due, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        await SubscribeOnceAsync();
        await _signal.WaitAsync(atMost, cancellation);
    }

    /// <summary>Wakes whoever waits in this process.</summary>
    public void Signal()
    {
        if (_signal.CurrentCount == 0)
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just done it.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _database.OutboxChanged -= Announce;
        if (_subscribed && _redis.IsConnected)
        {
            await _redis.Multiplexer.GetSubscriber().UnsubscribeAsync(Subject);
        }

        _signal.Dispose();
    }

    private void Announce()
    {
        Signal();
        if (_redis.IsConnected)
        {
            _redis.Multiplexer.GetSubscriber().Publish(Subject, RedisValue.EmptyString, CommandFlags.FireAndForget);
        }
    }

    private async Task SubscribeOnceAsync()
    {
        if (_subscribed || !_redis.IsConnected)
        {
            return;
        }

        try
        {
            await _redis.Multiplexer.GetSubscriber().SubscribeAsync(Subject, (_, _) => Signal());
            _subscribed = true;
        }
        catch (Exception fault) when (RedisConnection.IsAway(fault))
        {
            // Tried again at the next wait; until then the poll finds everything.
        }
    }
}
