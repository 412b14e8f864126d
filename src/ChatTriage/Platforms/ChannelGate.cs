using System.Threading.RateLimiting;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using StackExchange.Redis;

namespace ChatTriage.Platforms;

/// <summary>
/// Keeps posts and edits of one channel within what its platform takes. In Redis, so that replicas share the budget; in process while there is
/// no Redis.
/// </summary>
public sealed class ChannelGate(RedisConnection redis) : IDisposable
{
    // Generic cell rate: one number a channel, the time at which its budget would be full again. The server's clock, so that replicas agree.
    private const string Script =
        """
        local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
        local time = redis.call('TIME')
        local now = time[1] * 1000 + time[2] / 1000
        local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
        local wait = full + interval - burst * interval - now
        if wait > 0 then return math.ceil(wait) end
        redis.call('SET', KEYS[1], string.format('%.3f', full + interval), 'PX', math.ceil(full + interval - now) + 1000)
        return 0
        """;

    private readonly PartitionedRateLimiter<(Address Channel, IChatPlatform Platform)> _local =
        PartitionedRateLimiter.Create<(Address Channel, IChatPlatform Platform), Address>(key => RateLimitPartition.GetTokenBucketLimiter(key.Channel, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = key.Platform.CardBurst,
            TokensPerPeriod = Math.Max(1, (int)Math.Round(key.Platform.CardsPerSecond)),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, Math.Round(key.Platform.CardsPerSecond)) / key.Platform.CardsPerSecond),
            QueueLimit = 0,
        }));

    /// <summary>Takes one card from the channel's budget: zero, or how long to wait before asking again.</summary>
    public async Task<TimeSpan> EnterAsync(Address channel, IChatPlatform platform)
    {
        if (redis.IsConnected)
        {
            try
            {
                RedisResult wait = await redis.Database.ScriptEvaluateAsync(Script, [$"gate:{{{channel}}}"], [1000 / platform.CardsPerSecond, platform.CardBurst]);
                return TimeSpan.FromMilliseconds((long)wait);
            }
            catch (Exception fault) when (RedisConnection.IsAway(fault))
            {
                // The budget in this process serves until Redis is back.
                redis.NoteFault(fault);
            }
        }

        using RateLimitLease lease = _local.AttemptAcquire((channel, platform));
        return lease.IsAcquired ? TimeSpan.Zero
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan later) && later > TimeSpan.Zero ? later
            : TimeSpan.FromMilliseconds(100);
    }

    /// <inheritdoc/>
    public void Dispose() => _local.Dispose();
}
