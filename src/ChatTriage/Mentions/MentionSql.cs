using System.Data.Common;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Mentions;

/// <summary>Reading single mentions; lists and counts are read by the slices that show them.</summary>
public static class MentionSql
{
    /// <summary>The row with that id as it is inside the transaction, or nothing.</summary>
    public static Mention? FindMention(this DbSession session, long id) => session.Prepared.FindMention(id);

    /// <summary>The row with that id, or nothing.</summary>
    public static Mention? FindMention(this PreparedStatements statements, long id) => statements.Query<Mention>("SELECT * FROM mention WHERE id = @p0", id) is [var mention] ? mention : null;

    /// <summary>The row with that id, or nothing.</summary>
    public static Task<Mention?> FindMentionAsync(this DbConnection connection, long id) =>
        connection.QuerySingleOrDefaultAsync<Mention>("SELECT * FROM mention WHERE id = @id", new { id });

    /// <summary>Whether that click already wrote its line: same mention, card version, verb and person, never the platform's delivery id.</summary>
    public static async Task<bool> HasClickAsync(this DbConnection connection, long id, LedgerLine click) =>
        await connection.ExecuteScalarAsync<long>(
            """
            SELECT count(*) FROM ledger
            WHERE mention_id = @id AND card_version = @CardVersion AND verb = @Verb AND actor = @Actor AND (@Detail IS NULL OR detail = @Detail)
            """,
            new { id, click.CardVersion, click.Verb, click.Actor, click.Detail }) > 0;
}
