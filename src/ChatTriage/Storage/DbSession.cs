using System.Data.Common;

namespace ChatTriage.Storage;

/// <summary>One open write transaction. Nothing done through it is visible before the commit, and nobody is told before it.</summary>
public sealed class DbSession(DbConnection connection)
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>The connection inside the transaction.</summary>
    public DbConnection Connection => connection;

    /// <summary>The open transaction, set by the engine; prepared commands outlive it and must be told the new one.</summary>
    internal DbTransaction? Transaction { get; set; }

    /// <summary>Whether the outbox got a row that is due, so that its pump is woken after the commit.</summary>
    public bool WakesOutbox { get; set; }

    /// <summary>
    /// Runs an INSERT of one row that may meet one that is there already: the new id, or nothing. The one place where the engines differ here:
    /// asking SQLite afterwards takes half the time of its RETURNING (docs/performance.md).
    /// </summary>
    public long? InsertedId(DbCommand insert) => insert.ExecuteNonQuery() == 1 ? (long)Prepared("SELECT last_insert_rowid()", 0).ExecuteScalar()! : null;

    /// <summary>A prepared command that lives as long as the connection: for the ingest path, where parsing SQL again would be half the cost.</summary>
    /// <param name="sql">Constant text with parameters <c>@p0…</c>.</param>
    /// <param name="parameters">How many parameters it has.</param>
    public DbCommand Prepared(string sql, int parameters)
    {
        if (_prepared.TryGetValue(sql, out DbCommand? command))
        {
            command.Transaction = Transaction;
            return command;
        }

        command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        for (int i = 0; i < parameters; i++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        return _prepared[sql] = command;
    }
}
