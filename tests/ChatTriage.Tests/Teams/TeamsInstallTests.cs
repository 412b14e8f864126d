using System.Text;
using System.Text.Json.Nodes;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Teams;

/// <summary>Where Teams is reached is learnt from what it sends, again and again, and nobody reads it out of the database.</summary>
public sealed class TeamsInstallTests
{
    [Fact]
    public async Task Events_That_Repeat_Change_Nothing()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Triage:Channels:0", null), ("Desks:CustomerService:Channels:0", null), ("Desks:PublicRelations:Channels:0", null));
        TeamsDriver people = stage.People;
        await TestApp.Eventually(() => Task.FromResult(stage.Connector.Messages().Count == 5), "a greeting in each of five places");
        long references = await stage.CountAsync("SELECT count(*) FROM teams_reference");
        DateTimeOffset start = stage.App.Clock.GetUtcNow();

        for (int i = 0; i < 3; i++)
        {
            await people.InstallAsync(TeamsDriver.Patti, TeamsDriver.Triage);
            await people.InstallAsync(TeamsDriver.Patti, TeamsDriver.Group);
            (await people.DeliverAsync(people.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add-upgrade"))).Status.ShouldBe(200);
            (await people.DeliverAsync(people.ChannelEvent(TeamsDriver.Patti, TeamsDriver.Triage, "channelRenamed"))).Status.ShouldBe(200);
        }

        foreach (string change in new[] { "membersAdded", "membersRemoved" })
        {
            // Somebody else comes or goes.
            JsonObject member = people.Membership(TeamsDriver.Patti, TeamsDriver.Group, change);
            member[change] = new JsonArray(new JsonObject { ["id"] = TeamsDriver.Adele.Id });
            (await people.DeliverAsync(member)).Status.ShouldBe(200);
        }

        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(references);
        string[] written = [.. await stage.App.Database.ReadAsync(connection => connection.QueryAsync<string>("SELECT address FROM teams_reference WHERE seen_at > @start", new { start = start.Stored() }))];
        written.ShouldBeEmpty("what is known is not written again");
        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBe(0);
        await stage.PassAsync(TimeSpan.FromSeconds(5));
        stage.Connector.Messages().Count.ShouldBe(5, "whoever was greeted is not greeted again");

        for (int i = 0; i < 2; i++)
        {
            (await people.DeliverAsync(people.Membership(TeamsDriver.Patti, TeamsDriver.Group, "membersRemoved"))).Status.ShouldBe(200);
            await people.UninstallAsync(TeamsDriver.Patti, TeamsDriver.Group);
            (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBe(1);
        }

        await people.InstallAsync(TeamsDriver.Patti, TeamsDriver.Group);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBe(0);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Nobody_Reads_Out_Of_The_Database_Where_People_Are_Reached()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.People.ClaimedAsync(TeamsDriver.Adele);
        await stage.People.AskAsync(TeamsDriver.Isaiah, TeamsDouble.ChatWith(TeamsDriver.Isaiah), "help");
        await stage.People.AskAsync(TeamsDriver.Adele, TeamsDriver.Group, "help");
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBeGreaterThan(5);

        string stored = await StoredAsync(stage.App.Folder);

        stored.ShouldContain(TeamsDriver.Triage, customMessage: "or nothing was looked at");
        foreach (string secret in new[] { stage.People.ServiceUrl, $"127.0.0.1:{stage.Connector.Port}", "serviceUrl", TeamsDriver.Adele.Id, TeamsDriver.Isaiah.Id, "29:1", TeamsDouble.ChatWith(TeamsDriver.Isaiah), TeamsMint.Secret, "Bearer" })
        {
            stored.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(secret);
        }
    }

    [Fact]
    public async Task A_Program_That_Starts_Again_Knows_The_Way_With_Its_Keys_And_Learns_It_Anew_Without()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-").FullName, keys = Directory.CreateTempSubdirectory("chattriage-keys-").FullName;
        try
        {
            await using (TeamsStage first = await TeamsStage.StartAsync(installed: true, folder: folder, keys: keys))
            {
                await first.People.MentionWithCardAsync();
            }

            await using (TeamsStage again = await TeamsStage.StartAsync(installed: false, folder: folder, keys: keys))
            {
                await again.People.MentionWithCardAsync("brightwater again");
                again.App.Logs.Lines.ShouldNotContain(line => line.Text.Contains("KeysFolder", StringComparison.Ordinal));
            }

            await using TeamsStage other = await TeamsStage.StartAsync(installed: false, folder: folder);
            await TestApp.Eventually(() => Task.FromResult(other.App.Logs.Lines.Any(line => line.Text.Contains("cannot be read with the keys in Teams:KeysFolder", StringComparison.Ordinal))), "a word about the keys");
            await other.People.SendAsync("brightwater, and again");
            await other.PassAsync(TimeSpan.FromSeconds(5));
            other.Connector.Calls().ShouldBeEmpty();
            await other.InstallAsync();
            await other.EventuallyWithTimeAsync(() => Task.FromResult(other.People.Cards(TeamsDriver.Triage).Count > 0), "the card that waited");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            Directory.Delete(keys, recursive: true);
        }
    }

    /// <summary>The database with everything that is not in its main file yet.</summary>
    private static async Task<string> StoredAsync(string folder)
    {
        var stored = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using FileStream content = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(content, Encoding.Latin1);
            stored.Append(await reader.ReadToEndAsync());
        }

        return stored.ToString();
    }
}
