using System.Data.Common;

namespace ChatTriage.Storage;

/// <summary>One open write transaction. Nothing done through it is visible before the commit, and nobody is told before it.</summary>
public sealed class DbSession(DbConnection connection)
{
    /// <summary>The connection inside the transaction.</summary>
    public DbConnection Connection => connection;

    /// <summary>Statements prepared once a connection; they outlive the transaction.</summary>
    public PreparedStatements Prepared { get; } = new(connection);

    /// <summary>The open transaction, set by the engine.</summary>
    internal DbTransaction? Transaction
    {
        set => Prepared.Transaction = value;
    }

    /// <summary>Whether the outbox got a row that is due, so that its pump is woken after the commit.</summary>
    public bool WakesOutbox { get; set; }

    /// <inheritdoc cref="PreparedStatements.Execute"/>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepared.Execute(sql, values);

    /// <inheritdoc cref="PreparedStatements.Query{T}"/>
    public IReadOnlyList<T> Query<T>(string sql, params ReadOnlySpan<object?> values) => Prepared.Query<T>(sql, values);

    /// <inheritdoc cref="PreparedStatements.InsertedId"/>
    public long? InsertedId(string insert, params ReadOnlySpan<object?> values) => Prepared.InsertedId(insert, values);
}
