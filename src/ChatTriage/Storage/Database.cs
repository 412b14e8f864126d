using System.Data.Common;

namespace ChatTriage.Storage;

/// <summary>
/// The truth. One engine a subclass; everything else in the program is written once, in SQL that both engines read.
/// Reads see the last commit; a write is one transaction, and its task ends after the commit is on disk.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Raised after a commit that put something due into the outbox.</summary>
    public event Action? OutboxChanged;

    /// <summary>What the start line and <c>check</c> call it, such as <c>SQLite 3.50 (data/chattriage.db)</c>; no credentials.</summary>
    public abstract string Description { get; }

    /// <summary>Whether anything has been stored there before.</summary>
    public abstract bool Exists { get; }

    /// <summary>Why the last write was not possible; nothing once one has been.</summary>
    public abstract Exception? WriteFault { get; }

    /// <summary>Brings the schema up to date; safe when several processes start at once.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellation = default);

    /// <summary>Numbered scripts that still wait to be run.</summary>
    public abstract IReadOnlyList<string> PendingMigrations();

    /// <summary>Runs a query outside any transaction.</summary>
    /// <exception cref="DatabaseUnavailableException">The engine cannot be reached.</exception>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default);

    /// <summary>Looks rows up by statements that are prepared once a connection, outside any transaction.</summary>
    /// <exception cref="DatabaseUnavailableException">The engine cannot be reached.</exception>
    public abstract Task<T> LookUpAsync<T>(Func<PreparedStatements, T> read, CancellationToken cancellation = default);

    /// <summary>Looks rows up like <see cref="LookUpAsync"/>, all as they were at one moment.</summary>
    /// <exception cref="DatabaseUnavailableException">The engine cannot be reached.</exception>
    public abstract Task<T> LookUpSnapshotAsync<T>(Func<PreparedStatements, T> read, CancellationToken cancellation = default);

    /// <summary>Runs several queries that all see one moment, without holding up any write.</summary>
    /// <exception cref="DatabaseUnavailableException">The engine cannot be reached.</exception>
    public abstract Task<T> ReadSnapshotAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default);

    /// <summary>Runs one write transaction; the delegate may run again when the engine asks for it, so it must only touch the session.</summary>
    /// <exception cref="DatabaseUnavailableException">The engine cannot be reached or is overrun; nothing was written.</exception>
    public abstract Task<T> WriteAsync<T>(Func<DbSession, Task<T>> write, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Tells who waits for the outbox.</summary>
    protected void NotifyOutboxChanged() => OutboxChanged?.Invoke();
}
