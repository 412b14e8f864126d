using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Storage;

/// <summary>
/// SQLite in WAL mode: many readers, one writer for the process, and group commit: whatever waits is written as one transaction,
/// each piece of work inside its own savepoint, so that durable writes cost one fsync for many.
/// Other processes on the same file are kept out by BEGIN IMMEDIATE.
/// </summary>
public sealed partial class SqliteDatabase : Database
{
    private const int MaxWaiting = 4096;
    private const int MaxGroup = 256;
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(1);

    // How long a lock of another process is waited for. A chat platform gives a click three seconds in all.
    private const int BusyMilliseconds = 2000;

    private readonly string _connectionString;
    private readonly string _migrationString;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly ConcurrentBag<PreparedStatements> _readers = [];
    private readonly Channel<SqliteWork> _waiting = Channel.CreateBounded<SqliteWork>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<Task> _loops;
    private volatile Exception? _writeFault;

    public SqliteDatabase(string connectionString, ILogger<SqliteDatabase> logger)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Cache = SqliteCacheMode.Private };
        _migrationString = builder.ConnectionString;
        builder.DefaultTimeout = 1;
        _connectionString = builder.ConnectionString;
        FilePath = Path.GetFullPath(builder.DataSource);
        _logger = logger;
        _loops = new Lazy<Task>(() => Task.WhenAll(
            Task.Factory.StartNew(WriteLoopAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap(),
            Task.Run(CheckpointLoopAsync)));
    }

    /// <summary>The database file.</summary>
    public string FilePath { get; }

    /// <inheritdoc/>
    public override string Description => $"SQLite ({Path.GetRelativePath(Directory.GetCurrentDirectory(), FilePath)})";

    /// <inheritdoc/>
    public override Exception? WriteFault => _writeFault;

    /// <inheritdoc/>
    public override bool Exists => File.Exists(FilePath);

    /// <inheritdoc/>
    public override Task MigrateAsync(CancellationToken cancellation = default) => SqliteMigrations.RunAsync(FilePath, _migrationString, cancellation);

    /// <inheritdoc/>
    public override IReadOnlyList<string> PendingMigrations() =>
        File.Exists(FilePath) ? SqliteMigrations.Pending(_migrationString) : ["all (the file does not exist yet)"];

    /// <inheritdoc/>
    public override Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default) => WithReaderAsync(reader => read(reader.Connection));

    /// <inheritdoc/>
    public override Task<T> LookUpAsync<T>(Func<PreparedStatements, T> read, CancellationToken cancellation = default) => WithReaderAsync(reader => Task.FromResult(read(reader)));

    /// <inheritdoc/>
    public override Task<T> LookUpSnapshotAsync<T>(Func<PreparedStatements, T> read, CancellationToken cancellation = default) => LookUpAsync(
        statements =>
        {
            // In words: a transaction of ADO.NET would have to be told to every prepared command. After a fault the connection is given up anyway.
            statements.Execute("BEGIN");
            T result = read(statements);
            statements.Execute("COMMIT");
            return result;
        },
        cancellation);

    /// <inheritdoc/>
    public override Task<T> ReadSnapshotAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation = default) => ReadAsync(
        async connection =>
        {
            // Deferred: the isolation levels of ADO.NET would all begin with the one writer's lock.
            await using SqliteTransaction snapshot = ((SqliteConnection)connection).BeginTransaction(deferred: true);
            return await read(connection);
        },
        cancellation);

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> write, CancellationToken cancellation = default)
    {
        _ = _loops.Value;
        var work = new SqliteWork<T>(write);
        if (!_waiting.Writer.TryWrite(work))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(5));
            try
            {
                await _waiting.Writer.WriteAsync(work, limit.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException && !cancellation.IsCancellationRequested)
            {
                throw new DatabaseUnavailableException("the database cannot keep up with what waits to be written", fault);
            }
        }

        return await work.Task;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_loops.IsValueCreated)
        {
            await _stopping.CancelAsync();
            await _loops.Value;
        }

        while (_readers.TryTake(out PreparedStatements? reader))
        {
            await reader.Connection.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private async Task<T> WithReaderAsync<T>(Func<PreparedStatements, Task<T>> read)
    {
        try
        {
            PreparedStatements reader = _readers.TryTake(out PreparedStatements? idle) ? idle : new PreparedStatements(Open());
            try
            {
                T result = await read(reader);
                _readers.Add(reader);
                return result;
            }
            catch
            {
                // Whatever state it is in, nobody else gets it.
                await reader.Connection.DisposeAsync();
                throw;
            }
        }
        catch (SqliteException fault)
        {
            throw Unavailable(fault);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using SqliteCommand pragmas = connection.CreateCommand();
        // FULL: the 202 leaves after the commit is on disk; group commit makes that nearly free (docs/performance.md).
        // A checkpoint runs on a connection of its own, so that no write waits for it.
        // SQLite itself waits for a lock; the driver's own waiting (30 seconds unless told otherwise) would begin after that.
        pragmas.CommandText = $"PRAGMA busy_timeout={BusyMilliseconds}; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16000;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private async Task WriteLoopAsync()
    {
        SqliteConnection? connection = null;
        DbSession? session = null;
        var group = new List<SqliteWork>(MaxGroup);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                group.Clear();
                while (group.Count < MaxGroup && _waiting.Reader.TryRead(out SqliteWork? work))
                {
                    group.Add(work);
                }

                try
                {
                    connection ??= Open();
                    session ??= new DbSession(connection);
                    await CommitGroupAsync(connection, session, group);
                    _writeFault = null;
                }
                catch (Exception fault)
                {
                    _writeFault = fault;
                    LogGroupFailed(fault, group.Count);
                    Exception told = fault is SqliteException sqlite ? Unavailable(sqlite) : fault;
                    group.ForEach(work => work.Fail(told));
                    connection?.Dispose();
                    (connection, session) = (null, null);
                    continue;
                }

                if (session.WakesOutbox)
                {
                    NotifyOutboxChanged();
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private async Task CommitGroupAsync(SqliteConnection connection, DbSession session, List<SqliteWork> group)
    {
        session.WakesOutbox = false;
        using (SqliteTransaction transaction = connection.BeginTransaction(deferred: false))
        {
            session.Transaction = transaction;
            foreach (SqliteWork work in group)
            {
                transaction.Save("work");
                if (!await work.RunAsync(session))
                {
                    transaction.Rollback("work");
                }

                transaction.Release("work");
            }

            transaction.Commit();
        }

        group.ForEach(work => work.Complete());
    }

    /// <summary>PASSIVE never waits for readers or the writer; the file is cut short when the last process closes it.</summary>
    private async Task CheckpointLoopAsync()
    {
        using var timer = new PeriodicTimer(CheckpointEvery);
        SqliteConnection? connection = null;
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    connection ??= Open();
                    using SqliteCommand checkpoint = connection.CreateCommand();
                    checkpoint.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
                    checkpoint.ExecuteNonQuery();
                }
                catch (SqliteException fault)
                {
                    LogCheckpointFailed(fault);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private static DatabaseUnavailableException Unavailable(SqliteException fault) =>
        new($"the database refused: {fault.Message}", fault);

    [LoggerMessage(1001, LogLevel.Error, "A group of {Count} writes failed and was rolled back")]
    private partial void LogGroupFailed(Exception fault, int count);

    [LoggerMessage(1002, LogLevel.Warning, "A checkpoint failed; the write-ahead log grows until the next one")]
    private partial void LogCheckpointFailed(Exception fault);
}
