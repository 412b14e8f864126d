using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Ingestion;

/// <summary>Looks into the store of a running program.</summary>
internal static class StoredMentions
{
    /// <summary>The mention with that external id.</summary>
    public static Task<Mention?> StoredAsync(this TestApp app, string externalId, string source = "test") => app.Database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<Mention>("SELECT * FROM mention WHERE source = @source AND external_id = @externalId", new { source, externalId }));

    /// <summary>The mention with that number.</summary>
    public static async Task<Mention> StoredAsync(this TestApp app, long mention) => (await app.Database.ReadAsync(connection => connection.FindMentionAsync(mention)))!;

    /// <summary>How many mentions there are.</summary>
    public static Task<long> StoredCountAsync(this TestApp app) =>
        app.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM mention"));

    /// <summary>The verbs of a mention's ledger in order.</summary>
    public static async Task<string[]> VerbsAsync(this TestApp app, long mention) => [.. await app.Database.ReadAsync(
        connection => connection.QueryAsync<string>("SELECT verb FROM ledger WHERE mention_id = @mention ORDER BY seq", new { mention }))];

    /// <summary>Counts by brand and state from the roll-up, such as <c>Brightwater AwaitingTriage</c>.</summary>
    public static async Task<Dictionary<string, long>> RollUpAsync(this TestApp app) => (await app.Database.ReadAsync(
        connection => connection.QueryAsync<(string Key, long N)>("SELECT brand || ' ' || state, sum(n) FROM rollup GROUP BY brand, state HAVING sum(n) <> 0")))
        .ToDictionary(count => count.Key, count => count.N);

    /// <summary>Runs a statement; gives the number of rows it touched.</summary>
    public static Task<int> ExecuteAsync(this Database database, string sql, object? values = null) => database.WriteAsync(session => session.Connection.ExecuteAsync(sql, values));

    /// <summary>Every promise that the rows can prove holds.</summary>
    public static async Task ShouldAddUpAsync(this TestApp app)
    {
        LedgerAudit audit = await LedgerAudit.RunAsync(app.Database);
        audit.Faults.ShouldBeEmpty();
        audit.AddsUp.ShouldBeTrue();
    }
}
