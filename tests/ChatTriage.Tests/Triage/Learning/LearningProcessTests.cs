using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>Two processes on one store, and what the command line says about it.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class LearningProcessTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_Processes_Learn_From_Each_Others_Clicks_And_Suggest_The_Same_To_The_Last_Digit()
    {
        await using ServiceProcess one = await ServiceProcess.StartAsync(_folder.Path);
        await using ServiceProcess other = await ServiceProcess.StartAsync(_folder.Path);
        await using var database = new SqliteDatabase($"Data Source={Path.Combine(_folder.Path, "chattriage.db")}", NullLogger<SqliteDatabase>.Instance);
        PlaygroundDriver[] people = [new(one.Http), new(other.Http)];
        long[] ids = await LearningStage.SendAsync(people[0], database, [.. Enumerable.Range(0, 60).Select(i => $"{LearningStage.Kinds[i % 3].Words} {i}")]);
        for (int i = 0; i < ids.Length; i++)
        {
            (await people[i % 2].ClickAsync(LearningStage.Owner, new ShownCard(0, ids[i], 1, "Triage", []), LearningStage.Kinds[i % 3].Verb, ("reason", "not about us"))).Ok.ShouldBeTrue();
        }

        (await people[0].ClickAsync(LearningStage.Owner, new ShownCard(0, ids[59], 2, "Triage", []), "undo")).Ok.ShouldBeTrue();
        // Another number makes no other features, but keeps the two from being one story.
        string words = $"{LearningStage.Kinds[0].Words}, really";
        long[] asked = [.. await LearningStage.SendAsync(people[0], database, $"{words} 7001"), .. await LearningStage.SendAsync(people[1], database, $"{words} 7002")];
        (string?, double?)[] suggested = [.. await database.ReadAsync(connection => connection.QueryAsync<(string?, double?)>("SELECT suggested, suggested_confidence FROM mention WHERE id IN @asked", new { asked }))];

        suggested.Length.ShouldBe(2);
        suggested[0].Item1.ShouldBe(nameof(Category.CustomerService));
        suggested[0].Item2.ShouldNotBeNull();
        suggested[1].ShouldBe(suggested[0]);
    }

    [Fact]
    public async Task The_Command_Prints_The_Record_And_An_Absent_Store_Is_Not_Made()
    {
        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["suggestions"]);
        exitCode.ShouldBe(1);
        errors.ShouldContain("There is no database yet");

        await using (LearningStage stage = await LearningStage.StartAsync(new TestAppOptions { Folder = _folder.Path }))
        {
            await stage.TeachAsync(70);
        }

        (exitCode, string output, errors) = await ServiceProcess.RunAsync(_folder.Path, ["suggestions"]);
        exitCode.ShouldBe(0, errors);
        output.ShouldContain("Suggestions are learnt, and too young for percentages: 70 decisions since 2026-11-23");

        (exitCode, output, errors) = await ServiceProcess.RunAsync(_folder.Path, ["suggestions", "--json"]);
        exitCode.ShouldBe(0, errors);
        JsonNode json = JsonNode.Parse(output)!;
        ((long)json["decisions"]!).ShouldBe(70);
        ((string?)json["source"]).ShouldBe("learnt");
    }
}
