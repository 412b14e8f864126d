using ChatTriage.Settings;
using StackExchange.Redis;

namespace ChatTriage.Storage;

/// <summary>
/// The connection to Redis, if one is configured. It never stops the program: while the server is away commands fail at once, callers go on
/// without it, and it reconnects by itself.
/// </summary>
public sealed partial class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private readonly Lazy<ConnectionMultiplexer>? _connection;
    private long _restsUntil;

    public RedisConnection(LiveSettings settings, ILogger<RedisConnection> logger)
    {
        if (settings.Options.Redis.ConnectionString is not { Length: > 0 } configured)
        {
            return;
        }

        ConfigurationOptions options = ConfigurationOptions.Parse(configured);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.AsyncTimeout = 1000;
        options.SyncTimeout = 1000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ClientName = "chattriage";
        Servers = string.Join(", ", options.EndPoints.Select(endPoint => endPoint.ToString()));
        _connection = new Lazy<ConnectionMultiplexer>(() =>
        {
            ConnectionMultiplexer connection = ConnectionMultiplexer.Connect(options);
            connection.ConnectionFailed += (_, _) => LogAway(logger, Servers);
            connection.ConnectionRestored += (_, _) => LogBack(logger, Servers);
            return connection;
        });
    }

    /// <summary>Whether one is configured.</summary>
    public bool IsConfigured => _connection is not null;

    /// <summary>Hosts and ports, without credentials.</summary>
    public string? Servers { get; }

    /// <summary>Whether it answers now, as far as is known.</summary>
    public bool IsConnected => _connection is { } connection && connection.Value.IsConnected && Environment.TickCount64 >= Volatile.Read(ref _restsUntil);

    /// <summary>The connection; only when <see cref="IsConfigured"/>.</summary>
    public IConnectionMultiplexer Multiplexer => _connection!.Value;

    /// <summary>The database; only when <see cref="IsConfigured"/>.</summary>
    public IDatabase Database => Multiplexer.GetDatabase();

    /// <summary>What Redis throws when it is slow or away; callers go on without it.</summary>
    public static bool IsAway(Exception fault) => fault is RedisException or TimeoutException or ObjectDisposedException;

    /// <summary>
    /// A command was not answered. For a moment nobody asks again, so that a server that stands still costs a click one wait and not one for
    /// each of its steps.
    /// </summary>
    public void NoteFault(Exception fault)
    {
        if (fault is TimeoutException)
        {
            Volatile.Write(ref _restsUntil, Environment.TickCount64 + (long)Rest.TotalMilliseconds);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { IsValueCreated: true })
        {
            await _connection.Value.DisposeAsync();
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Redis at {Servers} is away: claims are decided by the database alone")]
    private static partial void LogAway(ILogger logger, string servers);

    [LoggerMessage(1102, LogLevel.Information, "Redis at {Servers} is back")]
    private static partial void LogBack(ILogger logger, string servers);
}
