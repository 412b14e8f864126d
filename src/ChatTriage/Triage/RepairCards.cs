using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Triage;

/// <summary>
/// Finds stored mentions that should be seen somewhere and are not: no card and nothing in the outbox. That happens when channels are
/// changed in the settings or something outside removed rows; then the card is posted from the store.
/// </summary>
public sealed partial class RepairCards(Database database, LiveSettings settings, TimeProvider clock, ILogger<RepairCards> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>A card that has waited so long goes out like an urgent one, the oldest first.</summary>
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(30);

    private static readonly string Missing =
        $"""
        SELECT m.id FROM mention m
        WHERE m.state IN @states AND m.brand = @brand AND (@category IS NULL OR m.category = @category)
          AND (@category IS NOT NULL OR m.story_id IS NULL OR m.state = 'AwaitingTriage')
          AND NOT EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = m.id AND c.address = @channel AND c.role = @role)
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.mention_id = m.id AND o.address = @channel AND o.role = @role)
        ORDER BY m.id LIMIT {Batch}
        """;

    /// <summary>One pass; how many cards were missing.</summary>
    public async Task<int> RepairAsync(CancellationToken cancellation = default)
    {
        int repaired = 0;
        string[] stored = [.. await database.ReadAsync(
            connection => connection.QueryAsync<string>("SELECT DISTINCT brand FROM mention WHERE state IN ('Received','AwaitingTriage','Routed','Claimed') AND brand IS NOT NULL"), cancellation)];
        foreach (string name in stored)
        {
            // A brand that is no longer in the settings is served by the common ones.
            Brand brand = settings.Brands.Find(name) ?? settings.Brands.Common;
            foreach ((Category? category, CardRole role, IReadOnlyList<Address> channels) in Places(brand))
            {
                foreach (Address channel in channels)
                {
                    repaired += await RepairAsync(name, category, role, channel, cancellation);
                }
            }
        }

        await TidyAsync(cancellation);
        if (repaired > 0)
        {
            LogRepaired(repaired);
        }

        return repaired;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, clock, RepairAsync, logger, stoppingToken);

    /// <summary>
    /// Cards that have waited long go first. And what would keep the service degraded for no reason goes away: pauses of channels that nothing waits for, cards that were never shown in channels
    /// that are no longer in the settings, and private words that are a day old.
    /// </summary>
    private Task<int> TidyAsync(CancellationToken cancellation)
    {
        string[] known = [.. settings.Brands.Brands.Append(settings.Brands.Common).SelectMany(Places).SelectMany(place => place.Channels).Select(channel => channel.ToString()).Distinct()];
        DateTimeOffset longAgo = (clock.GetUtcNow() - FirstAfter).Stored();
        DateTimeOffset dayAgo = clock.GetUtcNow().AddDays(-1).Stored();
        return database.WriteAsync(
            async session =>
            {
                // What presses goes first, but nothing waits for ever behind it.
                await session.Connection.ExecuteAsync(
                    $"UPDATE outbox SET priority = {(int)OutboxPriority.UrgentCard} WHERE id IN (SELECT id FROM outbox WHERE priority > {(int)OutboxPriority.UrgentCard} AND created_at < @longAgo ORDER BY id LIMIT {Batch})",
                    new { longAgo });
                int tidied = await session.Connection.ExecuteAsync(
                    """
                    DELETE FROM outbox WHERE kind IN ('card','board') AND state IN ('ready','dead','ambiguous') AND address NOT IN @known
                      AND NOT EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = outbox.mention_id AND c.address = outbox.address AND c.role = outbox.role)
                    """,
                    new { known });
                tidied += await session.Connection.ExecuteAsync("DELETE FROM outbox WHERE kind <> 'card' AND state IN ('dead','ambiguous') AND created_at < @dayAgo", new { dayAgo });
                return tidied + await session.Connection.ExecuteAsync("DELETE FROM paused_channel WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.address = paused_channel.address)");
            },
            cancellation);
    }

    private static IEnumerable<(Category? Category, CardRole Role, IReadOnlyList<Address> Channels)> Places(Brand brand) =>
    [
        (null, CardRole.Triage, brand.TriageChannels),
        (Category.CustomerService, CardRole.CustomerService, brand.CustomerService.Channels),
        (Category.PublicRelations, CardRole.PublicRelations, brand.PublicRelations.Channels),
    ];

    private async Task<int> RepairAsync(string brand, Category? category, CardRole role, Address channel, CancellationToken cancellation)
    {
        string[] states = category is null ? ["AwaitingTriage", "Routed", "Claimed"] : ["Routed", "Claimed"];
        var query = new { states, brand, category = category?.ToString(), channel, role = role.ToString() };
        long[] missing = [.. await database.ReadAsync(connection => connection.QueryAsync<long>(Missing, query), cancellation)];
        if (missing.Length == 0)
        {
            return 0;
        }

        DateTimeOffset now = clock.GetUtcNow().Stored();
        return await database.WriteAsync(
            session =>
            {
                foreach (long id in missing)
                {
                    Outbox.EnqueueCard(session, id, channel.ToString(), role.ToString(), now, now, OutboxPriority.NewCard);
                }

                return Task.FromResult(missing.Length);
            },
            cancellation);
    }

    [LoggerMessage(5001, LogLevel.Warning, "{Count} open mentions had no card; they are posted again")]
    private partial void LogRepaired(int count);
}
