using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Routing;

/// <summary>
/// Keeps the settings in force in step with the channels that were connected from within a chat, here or by another process.
/// </summary>
public sealed partial class ConnectedChannels(Database database, LiveSettings settings, TimeProvider clock, ILogger<ConnectedChannels> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Reads them before anything is posted.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Puts into force what is stored.</summary>
    public async Task ReadAsync(CancellationToken cancellation) => settings.Connect(
    [
        .. (await database.ReadAsync(connection => connection.QueryAsync<(string Address, string Place, string Brand)>("SELECT address, place, brand FROM connected_channel ORDER BY connected_at, address, place, brand"), cancellation))
            .Where(row => Enum.TryParse<CardRole>(row.Place, out _))
            .Select(row => new ConnectedChannel(Address.Parse(row.Address), Enum.Parse<CardRole>(row.Place), row.Brand)),
    ]);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, clock, ReadAsync, logger, stoppingToken);

    private async Task TryReadAsync(CancellationToken cancellation)
    {
        try
        {
            await ReadAsync(cancellation);
        }
        catch (DatabaseUnavailableException fault)
        {
            LogPostponed(fault);
        }
    }

    [LoggerMessage(5121, LogLevel.Warning, "Connected channels cannot be read: the database does not answer")]
    private partial void LogPostponed(Exception fault);
}
