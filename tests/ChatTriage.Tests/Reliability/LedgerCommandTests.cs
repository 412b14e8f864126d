using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Reliability;

/// <summary><c>chattriage ledger</c> must not be content with a store that somebody has changed by hand.</summary>
[Trait("Kind", "Slow")]
[Collection(ProcessesCollection.Name)]
public sealed class LedgerCommandTests
{
    [Fact]
    public async Task An_Untouched_Store_Adds_Up_And_Every_Forgery_Is_Found()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;
        await using (TestApp app = await TestApp.StartAsync(new TestAppOptions { Folder = folder }))
        {
            var people = new PlaygroundDriver(app.Http);
            ShownCard free = await people.RoutedAsync();
            (await people.ClickAsync("playground:ana", free, "claim")).Ok.ShouldBeTrue();
            await people.MentionWithCardAsync();
            await people.SendAsync("nobody we know");
            await app.DrainOutboxAsync();
        }

        (int exit, JsonObject report) = await LedgerAsync(folder);
        exit.ShouldBe(0);
        report["received"]!.GetValue<int>().ShouldBe(3);
        (report["awaiting"]!.GetValue<int>(), report["claimed"]!.GetValue<int>(), report["unmatched"]!.GetValue<int>()).ShouldBe((1, 1, 1));
        string database = Path.Combine(folder, "chattriage.db");
        foreach (string forgery in Forgeries)
        {
            string copy = Directory.CreateDirectory(Path.Combine(folder, "copy")).FullName;
            File.Copy(database, Path.Combine(copy, "chattriage.db"));
            Forge(copy, forgery);
            (exit, report) = await LedgerAsync(copy);
            exit.ShouldBe(1, forgery);
            report["addsUp"]!.GetValue<bool>().ShouldBeFalse(forgery);
            report["faults"]!.AsArray().ShouldNotBeEmpty(forgery);
            Directory.Delete(copy, recursive: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string[] Forgeries =>
    [
        "DELETE FROM mention WHERE id = 2",
        "UPDATE mention SET state = 'NoResponse' WHERE id = 2",
        "UPDATE mention SET holder = 'playground:carl' WHERE id = 1",
        "UPDATE mention SET fence = 7 WHERE id = 1",
        "DELETE FROM ledger WHERE mention_id = 1 AND seq = 2",
        "DELETE FROM ledger WHERE mention_id = 1 AND seq = 3",
        "DELETE FROM ledger WHERE mention_id = 3",
        "DELETE FROM rollup",
        "UPDATE rollup SET n = n + 1 WHERE state = 'AwaitingTriage'",
    ];

    private static void Forge(string folder, string forgery)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "chattriage.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements above, not anybody's input.
        command.CommandText = forgery;
#pragma warning restore CA2100
        command.ExecuteNonQuery().ShouldBeGreaterThan(0, forgery);
    }

    private static async Task<(int ExitCode, JsonObject Report)> LedgerAsync(string folder)
    {
        (int exit, string output, string errors) = await ServiceProcess.RunAsync(folder, ["ledger", "--json"]);
        errors.ShouldBeEmpty();
        return (exit, JsonNode.Parse(output)!.AsObject());
    }
}
