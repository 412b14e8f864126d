using System.Data.Common;
using ChatTriage.Mentions;
using Dapper;

namespace ChatTriage.Storage;

/// <summary>
/// Statements that are prepared once a connection: for the paths that run hundreds of times a second, where reading the SQL again would be most of the
/// cost. Values are those of <c>@p0…</c>; times and addresses as they are stored.
/// </summary>
public sealed class PreparedStatements(DbConnection connection)
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>The connection on which they are prepared.</summary>
    internal DbConnection Connection => connection;

    /// <summary>The open transaction, if any; prepared commands outlive it and must be told the new one.</summary>
    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement; how many rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Reads rows.</summary>
    public IReadOnlyList<T> Query<T>(string sql, params ReadOnlySpan<object?> values)
    {
        using DbDataReader reader = Bind(sql, values).ExecuteReader();
        var rows = new List<T>();
        Func<DbDataReader, T>? parse = null;
        while (reader.Read())
        {
            rows.Add((parse ??= reader.GetRowParser<T>())(reader));
        }

        return rows;
    }

    /// <summary>Reads rows by hand, for paths on which thousands of small ones are read.</summary>
    public void Read(string sql, Action<DbDataReader> row, params ReadOnlySpan<object?> values)
    {
        using DbDataReader reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <summary>
    /// Runs an INSERT of one row that may meet one that is there already: the new id, or nothing. The one place where the engines differ here:
    /// asking SQLite afterwards takes half the time of its RETURNING (docs/performance.md).
    /// </summary>
    public long? InsertedId(string insert, params ReadOnlySpan<object?> values) => Execute(insert, values) == 1 ? (long)Prepared("SELECT last_insert_rowid()", 0).ExecuteScalar()! : null;

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToMicroseconds(),
        Address address => address.ToString(),
        bool yes => yes ? 1 : 0,
        Enum name => name.ToString(),
        _ => value,
    };

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        DbCommand command = Prepared(sql, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = Stored(values[i]);
        }

        return command;
    }

    private DbCommand Prepared(string sql, int parameters)
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
