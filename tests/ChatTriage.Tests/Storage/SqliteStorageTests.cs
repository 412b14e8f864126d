using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Tests.Storage;

/// <summary>The contract on SQLite, and what only a file can do.</summary>
public sealed class SqliteStorageTests : StorageContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chattriage-sqlite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Programs_That_Start_Together_Run_Each_Migration_Once()
    {
        SqliteDatabase[] databases = [.. Enumerable.Range(0, 6).Select(_ => Open("chattriage.db"))];
        databases[0].PendingMigrations().ShouldNotBeEmpty();

        await Task.WhenAll(databases.Select(database => Task.Run(() => database.MigrateAsync(TestContext.Current.CancellationToken))));

        databases[0].PendingMigrations().ShouldBeEmpty();
        string[] scripts = [.. await databases[0].ReadAsync(connection => connection.QueryAsync<string>("SELECT ScriptName FROM SchemaVersions ORDER BY SchemaVersionID"), TestContext.Current.CancellationToken)];
        scripts.ShouldBeUnique();
        scripts.Select(script => script.Split('.')[^2]).ShouldBe(scripts.Select(script => script.Split('.')[^2]).Order(StringComparer.Ordinal));
        scripts[0].ShouldEndWith("001_mentions.sql");
        foreach (SqliteDatabase database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_Processes_That_Start_Together_Run_Each_Migration_Once()
    {
        (int ExitCode, string Output, string Errors)[] ends = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ServiceProcess.RunAsync(_folder, ["check"])));

        ends.ShouldAllBe(end => end.ExitCode == 0);
        await using SqliteDatabase database = Open("chattriage.db");
        database.PendingMigrations().ShouldBeEmpty();
    }

    /// <summary>
    /// The lock beside the database was waited for whatever was wrong with it: a path on which no file can be made left the start hanging
    /// for ever without a word.
    /// </summary>
    [Fact]
    public async Task A_Path_On_Which_No_File_Can_Be_Made_Is_Told_At_Once()
    {
        await using SqliteDatabase database = Open(new string('d', 250));
        await Should.ThrowAsync<DatabaseUnavailableException>(() => database.MigrateAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_Closed_Store_Says_So_Instead_Of_Waiting()
    {
        SqliteDatabase database = Open("chattriage.db");
        await database.MigrateAsync(TestContext.Current.CancellationToken);
        await database.ExecuteAsync("INSERT INTO person VALUES ('a:b', 'c')");
        await database.DisposeAsync();

        await Should.ThrowAsync<DatabaseUnavailableException>(() => database.ExecuteAsync("DELETE FROM person"));
    }

    protected override Task<TestApp> StartAsync() => TestApp.StartAsync();

    private SqliteDatabase Open(string file) => new($"Data Source={Path.Combine(_folder, file)}", NullLogger<SqliteDatabase>.Instance);
}
