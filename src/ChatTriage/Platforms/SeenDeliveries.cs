using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms;

/// <summary>What was delivered before: a platform delivers again what it is not sure of, under the same id.</summary>
internal sealed class SeenDeliveries(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Whether this is the first time; noted on disk before it says so.</summary>
    public async Task<bool> IsFirstAsync(string key, CancellationToken cancellation) => await database.WriteAsync(
        session => session.Connection.ExecuteAsync("INSERT INTO seen_delivery (key, at) VALUES (@key, @now) ON CONFLICT DO NOTHING", new { key, now = clock.GetUtcNow().Stored() }), cancellation) == 1;

    /// <summary>It was not taken after all, and may come again.</summary>
    public Task ForgetAsync(string key, CancellationToken cancellation) =>
        database.WriteAsync(session => session.Connection.ExecuteAsync("DELETE FROM seen_delivery WHERE key = @key", new { key }), cancellation);

    /// <summary>Forgets what will not be delivered again.</summary>
    public Task TidyAsync(CancellationToken cancellation) => database.WriteAsync(
        session => session.Connection.ExecuteAsync("DELETE FROM seen_delivery WHERE at < @before", new { before = (clock.GetUtcNow() - Kept).Stored() }), cancellation);
}
