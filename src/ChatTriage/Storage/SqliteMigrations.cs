using System.Diagnostics;
using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Storage;

/// <summary>Runs the numbered scripts of <c>Migrations/Sqlite</c>, each once and in order, forward only.</summary>
internal static class SqliteMigrations
{
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LockWait = TimeSpan.FromMinutes(2);

    /// <summary>Runs what is missing. A lock file beside the database lets one of several starting processes do it.</summary>
    /// <exception cref="DatabaseUnavailableException">The file cannot be made or used; the message says why.</exception>
    public static async Task RunAsync(string file, string connectionString, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using FileStream held = await LockAsync($"{file}.migrate", cancellation);
            await MigrateAsync(file, connectionString, cancellation);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"'{file}' cannot be used: {fault.Message} Is Database:ConnectionString right, and may this account write there?", fault);
        }
    }

    /// <summary>Names of the scripts that were not run on this file.</summary>
    public static IReadOnlyList<string> Pending(string connectionString) => [.. Engine(connectionString).GetScriptsToExecute().Select(script => script.Name)];

    private static async Task MigrateAsync(string file, string connectionString, CancellationToken cancellation)
    {
        using (var connection = new SqliteConnection(connectionString))
        {
            await connection.OpenAsync(cancellation);
            using SqliteCommand wal = connection.CreateCommand();
            wal.CommandText = "PRAGMA journal_mode=WAL";
            if (await wal.ExecuteScalarAsync(cancellation) is not "wal")
            {
                throw new DatabaseUnavailableException($"'{file}' cannot use a write-ahead log; a network drive? Put Database:ConnectionString on a local disk");
            }
        }

        DatabaseUpgradeResult result = Engine(connectionString).PerformUpgrade();
        if (!result.Successful)
        {
            throw new DatabaseUnavailableException($"migration '{result.ErrorScript?.Name}' failed: {result.Error.Message}", result.Error);
        }
    }

    private static UpgradeEngine Engine(string connectionString) => DeployChanges.To
        .SqliteDatabase(connectionString)
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(".Migrations.Sqlite.", StringComparison.Ordinal))
        .WithTransactionPerScript()
        .WithVariablesDisabled()
        .LogTo(new NoOpUpgradeLog())
        .Build();

    /// <summary>Waits while another process migrates; a path where no file can be made is no reason to wait.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (fault.HResult is SharingViolationOnWindows or WouldBlockOnLinux or WouldBlockOnMac && waited.Elapsed < LockWait)
            {
                await Task.Delay(LockRetry, cancellation);
            }
        }
    }
}
