using System.Reflection;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Storage;

/// <summary>The outbox's table is made anew where rows of other kinds were allowed: what waited in it waits on, and is found as fast.</summary>
public sealed class OutboxRebuildTests
{
    private const string Rebuilds = "015_watches.sql";

    [Fact]
    public async Task Waiting_Rows_And_Indexes_Survive_The_Rebuild()
    {
        using var folder = new ScratchFolder();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "old.db")};Pooling=False");
        (string Name, string Sql)[] scripts = [.. Scripts()];
        foreach ((_, string sql) in scripts.TakeWhile(script => script.Name != Rebuilds))
        {
            await connection.ExecuteAsync(sql);
        }

        await connection.ExecuteAsync(
            """
            INSERT INTO outbox (id, kind, mention_id, address, role, body, priority, state, due_at, created_at, attempts, taken_by, taken_until, error, lane, doubts)
            VALUES (7, 'card', 3, 'slack:C1', 'Triage', NULL, 2, 'taken', 11, 12, 3, 'me', 13, 'busy', 'Post slack:C1', 1), (9, 'notice', 4, 'slack:U1', 'told', 'Words', 0, 'ready', 14, 15, 0, NULL, NULL, NULL, 'Private slack:U1', 0)
            """);
        object[] rows = [.. await connection.QueryAsync("SELECT * FROM outbox ORDER BY id")];
        string[] indexes = [.. await IndexesAsync(connection)];

        await connection.ExecuteAsync(scripts.Single(script => script.Name == Rebuilds).Sql);

        (await connection.QueryAsync("SELECT * FROM outbox ORDER BY id")).Select(row => string.Join('|', (IDictionary<string, object?>)row))
            .ShouldBe(rows.Select(row => string.Join('|', (IDictionary<string, object?>)row)));
        (await IndexesAsync(connection)).ShouldBe(indexes);
        await connection.ExecuteAsync("INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at) VALUES ('digest', -2, 'slack:U1', 'person', 0, 'ready', 1, 1)");
        await Should.ThrowAsync<SqliteException>(connection.ExecuteAsync("INSERT INTO outbox (kind, mention_id, address, role, priority, state, due_at, created_at) VALUES ('other', 1, 'slack:U1', 'x', 0, 'ready', 1, 1)"));
    }

    private static async Task<IEnumerable<string>> IndexesAsync(SqliteConnection connection) =>
        (await connection.QueryAsync<string>("SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'outbox' ORDER BY name")).ToArray();

    /// <summary>The scripts in the order in which they are run.</summary>
    private static IEnumerable<(string Name, string Sql)> Scripts()
    {
        Assembly product = typeof(ChatTriageBuilder).Assembly;
        foreach (string name in product.GetManifestResourceNames().Where(name => name.Contains(".Migrations.Sqlite.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(product.GetManifestResourceStream(name)!);
            yield return (name[(name.IndexOf(".Sqlite.", StringComparison.Ordinal) + ".Sqlite.".Length)..], reader.ReadToEnd());
        }
    }
}
