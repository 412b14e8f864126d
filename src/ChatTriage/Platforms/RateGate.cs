using System.Collections.Concurrent;
using ChatTriage.Storage;
using StackExchange.Redis;

namespace ChatTriage.Platforms;

/// <summary>
/// Keeps calls within what a platform takes, by the generic cell rate algorithm: one number a budget, the time at which it would be full again.
/// In Redis by the server's clock, so that replicas share and agree; in process while there is no Redis.
/// </summary>
public sealed class RateGate(RedisConnection redis, TimeProvider clock)
{
    /// <summary>Each key has its interval and burst; a call goes through when all let it through, and then counts for all.</summary>
    private const string Enter =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + time[2] / 1000
        local wait, full = 0, {}
        for i, key in ipairs(KEYS) do
          local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
          full[i] = math.max(tonumber(redis.call('GET', key) or '0'), now) + interval
          wait = math.max(wait, full[i] - burst * interval - now)
        end
        if wait > 0 then return math.ceil(wait) end
        for i, key in ipairs(KEYS) do redis.call('SET', key, string.format('%.3f', full[i]), 'PX', math.ceil(full[i] - now) + 1000) end
        return 0
        """;

    private const string Hold =
        """
        local interval, burst, wait = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local time = redis.call('TIME')
        local now = time[1] * 1000 + time[2] / 1000
        local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now + wait + (burst - 1) * interval)
        redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now) + 1000)
        return 0
        """;

    private const int MaxKnown = 10_000;
    private readonly ConcurrentDictionary<string, double> _fullAt = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Takes one call from the budget: zero, or how long to wait before asking again.</summary>
    public async Task<TimeSpan> EnterAsync(SendBudget budget) =>
        await RunAsync(Enter, budget.Longer is { } longer ? [budget, longer] : [budget], []) is { } wait ? TimeSpan.FromMilliseconds(wait) : EnterLocally(budget);

    /// <summary>The platform itself said how long to wait: nobody asks it before then.</summary>
    public async Task HoldAsync(SendBudget budget, TimeSpan wait)
    {
        // Here as well, so that it holds when Redis goes away meanwhile.
        HoldLocally(budget, wait);
        await RunAsync(Hold, [budget], [wait.TotalMilliseconds]);
    }

    private async Task<long?> RunAsync(string script, SendBudget[] limits, RedisValue[] more)
    {
        if (!redis.IsConnected)
        {
            return null;
        }

        try
        {
            // One slot: the longer limit's key holds the budget's in its braces.
            RedisKey[] keys = [.. limits.Select((limit, index) => (RedisKey)(index == 0 ? $"gate:{{{limit.Key}}}" : $"gate:{{{limits[0].Key}}}:longer"))];
            return (long)await redis.Database.ScriptEvaluateAsync(script, keys, [.. limits.SelectMany(limit => new RedisValue[] { limit.Interval.TotalMilliseconds, limit.Burst }), .. more]);
        }
        catch (Exception fault) when (RedisConnection.IsAway(fault))
        {
            // The budget in this process serves until Redis is back.
            redis.NoteFault(fault);
            return null;
        }
    }

    private TimeSpan EnterLocally(SendBudget budget)
    {
        lock (_lock)
        {
            double now = Now();
            double wait = Math.Max(WaitOf(budget, now), budget.Longer is { } longer ? WaitOf(longer, now) : 0);
            if (wait > 0)
            {
                return TimeSpan.FromMilliseconds(Math.Ceiling(wait));
            }

            for (SendBudget? limit = budget; limit is not null; limit = limit.Longer)
            {
                Keep(limit.Key, Math.Max(_fullAt.GetValueOrDefault(limit.Key), now) + limit.Interval.TotalMilliseconds, now);
            }

            return TimeSpan.Zero;
        }
    }

    private double WaitOf(SendBudget limit, double now) =>
        Math.Max(_fullAt.GetValueOrDefault(limit.Key), now) - ((limit.Burst - 1) * limit.Interval.TotalMilliseconds) - now;

    private void HoldLocally(SendBudget budget, TimeSpan wait)
    {
        lock (_lock)
        {
            double now = Now();
            Keep(budget.Key, Math.Max(_fullAt.GetValueOrDefault(budget.Key), now + wait.TotalMilliseconds + ((budget.Burst - 1) * budget.Interval.TotalMilliseconds)), now);
        }
    }

    private void Keep(string key, double full, double now)
    {
        if (_fullAt.Count >= MaxKnown)
        {
            foreach (string old in _fullAt.Where(known => known.Value <= now).Select(known => known.Key))
            {
                _fullAt.TryRemove(old, out _);
            }
        }

        _fullAt[key] = full;
    }

    /// <summary>Milliseconds of a clock that never goes back; the first is late enough to count from.</summary>
    private double Now() => clock.GetTimestamp() * 1000.0 / clock.TimestampFrequency;
}
