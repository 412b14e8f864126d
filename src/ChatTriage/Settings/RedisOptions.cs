namespace ChatTriage.Settings;

/// <summary>Section <c>Redis</c>.</summary>
public sealed class RedisOptions
{
    /// <summary>
    /// Such as <c>127.0.0.1:6379</c>, in the format of StackExchange.Redis. Empty: one process, and the database alone decides who holds a claim.
    /// </summary>
    public string? ConnectionString { get; set; }
}
