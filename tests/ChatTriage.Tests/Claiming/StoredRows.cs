using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Claiming;

/// <summary>Looks into the store behind the program's back.</summary>
internal static class StoredRows
{
    /// <summary>The row.</summary>
    public static async Task<Mention> MentionAsync(this TestApp app, long id) =>
        (await app.Database.ReadAsync(connection => connection.FindMentionAsync(id))).ShouldNotBeNull();

    /// <summary>Its history, oldest first.</summary>
    public static Task<IReadOnlyList<HistoryLine>> HistoryAsync(this TestApp app, long id) => app.Database.HistoryAsync(id);

    /// <summary>Its history, oldest first.</summary>
    public static Task<IReadOnlyList<HistoryLine>> HistoryAsync(this Database database, long id) => database.ReadAsync(
        async connection => (IReadOnlyList<HistoryLine>)(await connection.QueryAsync<HistoryLine>("SELECT seq, actor, verb, fence, holder FROM ledger WHERE mention_id = @id ORDER BY seq", new { id })).AsList());

    /// <summary>How many lines of its history have that verb.</summary>
    public static async Task<int> CountAsync(this TestApp app, long id, string verb) => (await app.HistoryAsync(id)).Count(line => line.Verb == verb);

    /// <summary>The fences with which the mention was given to somebody, in order.</summary>
    public static long[] Grants(this IReadOnlyList<HistoryLine> history) =>
        [.. history.Where((line, i) => line.Holder is not null && (i == 0 || history[i - 1].Holder != line.Holder)).Select(line => line.Fence)];

    /// <summary>Nothing was lost, nothing was held twice.</summary>
    public static async Task ShouldAddUpAsync(this Database database)
    {
        LedgerAudit audit = await LedgerAudit.RunAsync(database);
        audit.Faults.ShouldBeEmpty();
        audit.AddsUp.ShouldBeTrue();
    }
}
