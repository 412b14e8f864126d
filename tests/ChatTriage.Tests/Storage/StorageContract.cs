using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using CsCheck;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Storage;

/// <summary>What the rest of the program relies on, whichever engine stores it.</summary>
public abstract class StorageContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_Piece_Of_Work_That_Fails_Leaves_Nothing_And_Harms_No_Other()
    {
        await using TestApp app = await StartAsync();
        Database database = app.Database;

        Task<int>[] works = [.. Enumerable.Range(0, 100).Select(i => database.WriteAsync(async session =>
        {
            await AddAsync(session.Connection, $"playground:c{i}");
            return i % 3 == 0 ? throw new InvalidOperationException("on purpose") : i;
        }))];
        await Task.WhenAll(works).ShouldThrowAsync<InvalidOperationException>();

        for (int i = 0; i < works.Length; i++)
        {
            works[i].IsFaulted.ShouldBe(i % 3 == 0);
        }

        (await AllAsync(database)).ShouldBe([.. Enumerable.Range(0, 100).Where(i => i % 3 != 0).Select(i => $"playground:c{i}")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_Statement_That_The_Engine_Refuses_Is_Told_As_Unavailable_And_The_Next_Write_Goes_Through()
    {
        await using TestApp app = await StartAsync();
        await Should.ThrowAsync<DatabaseUnavailableException>(() => app.Database.ExecuteAsync("INSERT INTO no_such_table VALUES (1)"));
        await Should.ThrowAsync<DatabaseUnavailableException>(() => AllAsync(app.Database, "no_such_table"));

        (await AddAsync(app.Database, "playground:one")).ShouldBe(1);
        (await AllAsync(app.Database)).ShouldBe(["playground:one"]);
    }

    [Fact]
    public async Task A_Write_Is_Visible_As_Soon_As_Its_Task_Has_Ended_And_Never_Before()
    {
        await using TestApp app = await StartAsync();
        (await SeenFromOutsideAsync(app.Database, "playground:one")).ShouldBeEmpty();
        (await AllAsync(app.Database)).ShouldBe(["playground:one"]);
    }

    /// <summary>The audit of a running service reads for seconds; whoever clicks meanwhile must not notice.</summary>
    [Fact]
    public async Task A_Snapshot_Sees_One_Moment_And_Holds_Up_Nobody()
    {
        await using TestApp app = await StartAsync();
        (IReadOnlyList<string> before, IReadOnlyList<string> after) = await TwoLooksAsync(app.Database, () => AddAsync(app.Database, "playground:one"));

        (before.Count, after.Count).ShouldBe((0, 0));
        (await AllAsync(app.Database)).ShouldBe(["playground:one"]);
    }

    [Fact]
    public async Task Of_Two_Changes_To_One_Version_The_Second_Loses_And_Leaves_No_Trace()
    {
        await using TestApp app = await StartAsync();
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldCount(accepted: 1);
        Mention seen = (await app.StoredAsync("1"))!;

        bool[] won = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => NoteAsync(app, seen, $"note {i}")));

        won.Count(each => each).ShouldBe(1);
        Mention now = (await app.StoredAsync("1"))!;
        (now.Version, now.Notes).ShouldBe((seen.Version + 1, $"note {Array.IndexOf(won, true)}"));
        (await app.VerbsAsync(seen.Id)).ShouldBe(["received", "note"]);
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Change_With_A_Lower_Fence_Loses()
    {
        await using TestApp app = await StartAsync();
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldCount(accepted: 1);
        Mention seen = (await app.StoredAsync("1"))!;
        Task<bool> ChangeAsync(Mention before, Mention after) => app.Database.WriteAsync(session => Changes(app).TryAsync(session, before, after, Line("note")));

        (await ChangeAsync(seen, seen with { Fence = 7 })).ShouldBeTrue();
        Mention fenced = (await app.StoredAsync("1"))!;
        (await ChangeAsync(fenced, fenced with { Fence = 6 })).ShouldBeFalse();
        (await app.StoredAsync("1"))!.ShouldBe(fenced);
    }

    [Fact]
    public async Task Times_Come_Back_To_The_Microsecond()
    {
        await using TestApp app = await StartAsync();
        await Gen.Long[0, 7_258_118_400_000_000].Array[1, 50].SampleAsync(
            async microseconds =>
            {
                DateTimeOffset[] times = [.. microseconds.Select(value => DateTimeOffset.UnixEpoch.AddMicroseconds(value).ToOffset(TimeSpan.FromHours(2)))];
                DateTimeOffset[] read = [.. await app.Database.WriteAsync(async session =>
                {
                    await session.Connection.ExecuteAsync("DELETE FROM paused_channel");
                    await session.Connection.ExecuteAsync(
                        "INSERT INTO paused_channel (address, reason, since, retry_at) VALUES (@address, '', @time, @time)", times.Select((time, i) => new { address = $"a:{i:000}", time }));
                    return await session.Connection.QueryAsync<DateTimeOffset>("SELECT since FROM paused_channel ORDER BY address");
                })];
                read.ShouldBe(times);
                read.ShouldAllBe(time => time.Offset == TimeSpan.Zero);
                times.Select(time => time.AddTicks(3).Stored()).ShouldBe(times);
            },
            iter: 20);
    }

    [Fact]
    public async Task Texts_Come_Back_As_They_Were_Sent_Whatever_Their_Script()
    {
        await using TestApp app = await StartAsync();
        string[] texts =
        [
            "brightwater 💧👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "brightwater مرحبا بالعالم", "brightwater שלום \u202Eolleh\u202C", "brightwater 𝕏 𠜎 𓀀 \U0010FFFD", "brightwater Z̸̢̛͎a̷l̵g̶o̸", "brightwater e\u0301 é", "brightwater ' \" \\ % _ ; -- \u0001\u0008",
            "brightwater line one\r\nline two\u2028line three",
        ];
        (await new IngestDriver(app.Http).SendLinesAsync(texts.Select((text, i) => IngestDriver.Line($"{i}", text)))).ShouldCount(accepted: texts.Length);
        for (int i = 0; i < texts.Length; i++)
        {
            (await app.StoredAsync($"{i}"))!.Text.ShouldBe(texts[i]);
        }
    }

    [Fact]
    public async Task A_Second_Start_On_The_Same_Store_Finds_Nothing_To_Migrate_And_Everything_Still_There()
    {
        await using TestApp first = await StartAsync();
        (await new IngestDriver(first.Http).SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldCount(accepted: 1);
        first.Database.PendingMigrations().ShouldBeEmpty();

        await using TestApp second = await TestApp.StartAsync(new TestAppOptions { Folder = first.Folder, Clock = first.Clock });

        (await second.StoredAsync("1")).ShouldNotBeNull();
        (await new IngestDriver(second.Http).SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldCount(duplicates: 1);
    }

    /// <summary>Starts the program on an empty store of this engine.</summary>
    protected abstract Task<TestApp> StartAsync();

    private static MentionChanges Changes(TestApp app) => app.Services.GetRequiredService<MentionChanges>();

    private static LedgerLine Line(string verb, string? detail = null) => new(Noon, Address.System, verb, detail);

    private static Task<bool> NoteAsync(TestApp app, Mention before, string note) =>
        app.Database.WriteAsync(session => Changes(app).TryAsync(session, before, before with { Notes = note }, Line("note", note)));

    private static Task<int> AddAsync(DbConnection connection, string address) =>
        connection.ExecuteAsync("INSERT INTO paused_channel (address, reason, since, retry_at) VALUES (@address, 'x', 1, 1)", new { address });

    private static Task<int> AddAsync(Database database, string address) => database.WriteAsync(session => AddAsync(session.Connection, address));

    private static async Task<IReadOnlyList<string>> AllAsync(Database database, string table = "paused_channel") =>
        [.. await database.ReadAsync(connection => connection.QueryAsync<string>($"SELECT address FROM {table}"))];

    private static Task<(IReadOnlyList<string> Before, IReadOnlyList<string> After)> TwoLooksAsync(Database database, Func<Task> between) => database.ReadSnapshotAsync(async connection =>
    {
        IReadOnlyList<string> before = [.. await connection.QueryAsync<string>("SELECT address FROM paused_channel")];
        await between();
        return (before, (IReadOnlyList<string>)[.. await connection.QueryAsync<string>("SELECT address FROM paused_channel")]);
    });

    private static Task<IReadOnlyList<string>> SeenFromOutsideAsync(Database database, string address) => database.WriteAsync(async session =>
    {
        await AddAsync(session.Connection, address);
        return await AllAsync(database);
    });
}
