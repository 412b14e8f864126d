using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Teams;

/// <summary>Reads how Teams is reached at the start and what other processes have learnt since; forgets what was delivered long ago.</summary>
internal sealed partial class TeamsWatch(TeamsReferences references, TeamsTokens tokens, SeenDeliveries seen, LiveSettings settings, TimeProvider clock, ILogger<TeamsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private const int TidyEvery = 240;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Options.Teams.AllowUnauthenticated)
        {
            LogUnauthenticated();
        }

        await TryAsync(tidy: true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A wrong secret is better known now than at the first mention.
        await TryTokenAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        for (int turn = 1; await timer.WaitForNextTickAsync(stoppingToken); turn++)
        {
            await TryAsync(turn % TidyEvery == 0, stoppingToken);
            if (tokens.Trouble is not null)
            {
                await TryTokenAsync(stoppingToken);
            }
        }
    }

    private async Task TryTokenAsync(CancellationToken cancellation)
    {
        try
        {
            await tokens.TokenAsync(refused: null, cancellation);
        }
        catch (TeamsTokenException)
        {
            // It has said so in the log, and health and status show it.
        }
    }

    private async Task TryAsync(bool tidy, CancellationToken cancellation)
    {
        try
        {
            await references.ReadAsync(tidy, cancellation);
            if (tidy)
            {
                await seen.TidyAsync(cancellation);
            }
        }
        catch (DatabaseUnavailableException fault)
        {
            LogPostponed(fault);
        }
    }

    [LoggerMessage(7091, LogLevel.Warning, "TEAMS:ALLOWUNAUTHENTICATED IS ON: every program on this machine may act as anybody in Teams. For the Agents Playground alone")]
    private partial void LogUnauthenticated();

    [LoggerMessage(7092, LogLevel.Warning, "How Teams is reached cannot be read: the database does not answer")]
    private partial void LogPostponed(Exception fault);
}
