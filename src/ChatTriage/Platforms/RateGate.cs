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
    private const string Enter =
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
        await RunAsync(Enter, budget, []) is { } wait ? TimeSpan.FromMilliseconds(wait) : EnterLocally(budget);

    /// <summary>The platform itself said how long to wait: nobody asks it before then.</summary>
    public async Task HoldAsync(SendBudget budget, TimeSpan wait)
    {
        // Here as well, so that it holds when Redis goes away meanwhile.
        HoldLocally(budget, wait);
        await RunAsync(Hold, budget, [wait.TotalMilliseconds]);
    }

    private async Task<long?> RunAsync(string script, SendBudget budget, RedisValue[] more)
    {
        if (!redis.IsConnected)
        {
            return null;
        }

        try
        {
            return (long)await redis.Database.ScriptEvaluateAsync(script, [$"gate:{{{budget.Key}}}"], [budget.Interval.TotalMilliseconds, budget.Burst, .. more]);
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
            double full = Math.Max(_fullAt.GetValueOrDefault(budget.Key), now);
            double wait = full - ((budget.Burst - 1) * budget.Interval.TotalMilliseconds) - now;
            if (wait > 0)
            {
                return TimeSpan.FromMilliseconds(Math.Ceiling(wait));
            }

            Keep(budget.Key, full + budget.Interval.TotalMilliseconds, now);
            return TimeSpan.Zero;
        }
    }

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
