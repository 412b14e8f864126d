using ChatTriage.Storage;

namespace ChatTriage.Observability;

/// <summary>Who decides about claims right now, in words: for the start line, <c>check</c> and <c>/mentions status</c>.</summary>
public static class RedisWords
{
    /// <summary>Configured, and not there.</summary>
    public static bool IsDegraded(RedisConnection redis) => redis.IsConfigured && !redis.IsConnected;

    /// <summary>One phrase.</summary>
    public static string Of(RedisConnection redis) => redis switch
    {
        { IsConfigured: false } => "decided by the database alone (one process, no Redis configured)",
        { IsConnected: true } => $"locked in Redis ({redis.Servers}), the database as referee",
        _ => $"degraded: Redis ({redis.Servers}) is away, the database decides alone",
    };
}
