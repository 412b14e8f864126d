using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Commands;

/// <summary>The commands beside serving: what they print, and their exit codes.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly (string Key, string Value)[] Acme =
        [("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme OR @acme"), ("Brands:1:Name", "Beta"), ("Brands:1:Match", "\"beta works\""), ("Brands:1:Kind", "competitor")];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_Names_Every_Command(string argument)
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, [argument]);

        exitCode.ShouldBe(0);
        foreach (string command in new[] { "import", "match", "check", "ledger", "suggestions", "replay" })
        {
            output.ShouldContain($"  {command}");
        }
    }

    [Fact]
    public async Task Version_Is_Printed_Alone()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["--version"]);

        exitCode.ShouldBe(0);
        Version.TryParse(output.Trim().Split('+', '-')[0], out _).ShouldBeTrue(output);
    }

    [Theory]
    [InlineData("frob")]
    [InlineData("match")]
    [InlineData("import", "no-such-file.csv")]
    [InlineData("ledger", "--yaml")]
    public async Task What_Is_Not_Understood_Ends_With_A_Code_And_Words(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, arguments);

        exitCode.ShouldBe(1);
        (output + errors).ShouldContain(arguments[0] == "import" ? "There is no file" : "Usage:");
        (output + errors).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Match_Says_Which_Brands_And_Why()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["match", "--text", "hello @Acme and Beta Works"], Acme);

        exitCode.ShouldBe(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0].ShouldStartWith("Acme (own): ");
        output.ShouldContain("@acme at 6 (\"@Acme\")");
        output.ShouldContain("Beta (competitor): \"beta works\" at 16 (\"Beta Works\")");
    }

    [Fact]
    public async Task Match_Gives_Terms_And_Positions_As_Json()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["match", "--text", "say BETA   works", "--json"], Acme);

        exitCode.ShouldBe(0);
        JsonNode match = JsonNode.Parse(output)!["matches"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)match["brand"], (string?)match["kind"]).ShouldBe(("Beta", "competitor"));
        JsonNode hit = match["hits"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)hit["term"], (int)hit["start"]!, (int)hit["length"]!, (string?)hit["text"]).ShouldBe(("\"beta works\"", 4, 12, "BETA   works"));
    }

    [Fact]
    public async Task Match_Takes_Author_Language_And_Source_Into_Account()
    {
        (string Key, string Value)[] rule = [("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme AND author:mara AND lang:de AND source:bluesky")];

        (_, string hit, _) = await ServiceProcess.RunAsync(_folder.Path, ["match", "--text", "acme", "--author", "@mara", "--lang", "de-AT", "--source", "bluesky"], rule);
        (_, string miss, _) = await ServiceProcess.RunAsync(_folder.Path, ["match", "--text", "acme", "--author", "mara", "--lang", "en", "--source", "bluesky"], rule);

        hit.ShouldStartWith("Acme (own): ");
        miss.ShouldStartWith("No brand matches.");
    }

    [Fact]
    public async Task Nothing_That_Matches_Is_An_Answer()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["match", "--text", "nothing"], Acme);
        (int jsonExitCode, string json, _) = await ServiceProcess.RunAsync(_folder.Path, ["match", "--text", "nothing", "--json"], Acme);

        (exitCode, jsonExitCode).ShouldBe((0, 0));
        output.Trim().ShouldBe("No brand matches. Watched: Acme, Beta.");
        JsonNode.Parse(json)!["matches"]!.AsArray().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty("match needs no store");
    }

    [Fact]
    public async Task Check_Finds_Nothing_Wrong_With_The_Embedded_Defaults()
    {
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["check", "--json"]);

        exitCode.ShouldBe(0, output + errors);
        JsonArray findings = JsonNode.Parse(output)!.AsArray();
        findings.Select(finding => (string?)finding!["result"]).ShouldAllBe(result => result == "ok");
        findings.Select(finding => (string?)finding!["what"]).ShouldBe(["settings", "matching", "cards", "database", "claims"]);
        ((string?)findings[^1]!["text"])!.ShouldContain("decided by the database alone");
    }

    [Fact]
    public async Task Check_As_A_Table_Says_The_Same()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["check"], ("Triage:Channels:0", "slack:C1"), ("Triage:Owners:0", "slack:U1"),
            ("Desks:CustomerService:Channels:0", "slack:C2"), ("Desks:PublicRelations:Channels:0", "slack:C3"));

        exitCode.ShouldBe(0);
        output.ShouldContain("ok");
        output.ShouldContain("warn");
        output.ShouldContain("slack:C1");
        output.ShouldNotContain("FAIL");
    }

    [Fact]
    public async Task Check_Fails_With_A_Hint_When_Redis_Is_Away()
    {
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["check", "--json"], ("Redis:ConnectionString", $"127.0.0.1:{RedisServer.FreePort()},password=geheim"));

        exitCode.ShouldBe(1);
        JsonNode finding = JsonNode.Parse(output)!.AsArray().Single(found => (string?)found!["result"] == "fail")!;
        ((string?)finding["text"])!.ShouldContain("is it running, and is Redis:ConnectionString right?");
        output.ShouldNotContain("geheim");
    }

    [Fact]
    public async Task Check_Says_What_Decides_When_Redis_Is_There()
    {
        await using RedisServer redis = await RedisServer.StartAsync();

        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["check", "--json"], ("Redis:ConnectionString", redis.ConnectionString));

        exitCode.ShouldBe(0, output);
        output.ShouldContain("locked in Redis");
        output.ShouldContain("noeviction");
    }

    /// <summary>A path under /proc can never be a file: the start once waited for its lock beside it for ever.</summary>
    [Theory]
    [InlineData("check")]
    [InlineData]
    public async Task Database_Path_That_Cannot_Be_Used_Is_Named(params string[] arguments)
    {
        foreach (string file in new[] { "/proc/chattriage.db", _folder.Path, "/dev/null/chattriage.db" })
        {
            (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, arguments, ("Database:ConnectionString", $"Data Source={file}"));

            exitCode.ShouldBe(1);
            (output + errors).ShouldContain(arguments is ["check"] ? "FAIL" : $"ChatTriage cannot go on: '{file}' cannot be used");
            (output + errors).ShouldNotContain("   at ");
        }
    }

    [Fact]
    public async Task Import_Match_Check_And_Ledger_Work_Beside_The_Running_Service()
    {
        string file = _folder.Write("posts.ndjson", """
            {"externalId": "1", "text": "@acme is late"}
            {"externalId": "2", "text": "nobody is named"}
            """);
        await using ServiceProcess service = await ServiceProcess.StartAsync(_folder.Path, Acme);

        (int imported, string report, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["import", file, "--json"], Acme);
        (int again, string second, _) = await ServiceProcess.RunAsync(_folder.Path, ["import", file, "--json"], Acme);
        (int audited, string audit, _) = await ServiceProcess.RunAsync(_folder.Path, ["ledger", "--json"], Acme);
        (int check, _, _) = await ServiceProcess.RunAsync(_folder.Path, ["check", "--json"], Acme);

        (imported, again, audited, check).ShouldBe((0, 0, 0, 0), errors);
        ((long)JsonNode.Parse(report)!["accepted"]!, (long)JsonNode.Parse(report)!["unmatched"]!).ShouldBe((1, 1));
        ((long)JsonNode.Parse(second)!["accepted"]!, (long)JsonNode.Parse(second)!["duplicates"]!).ShouldBe((0, 2));
        JsonNode sums = JsonNode.Parse(audit)!;
        ((bool)sums["addsUp"]!, (long)sums["received"]!, (long)sums["awaiting"]!, (long)sums["unmatched"]!).ShouldBe((true, 2, 1, 1));

        // The service shows what the other process stored.
        await TestApp.Eventually(
            async () => (await new Drivers.PlaygroundDriver(service.Http).CardsAsync("playground:triage")).Count == 1, "the card of the imported mention");
    }

    [Fact]
    public async Task Address_That_Is_Taken_Is_Named()
    {
        await using ServiceProcess first = await ServiceProcess.StartAsync(_folder.Path);

        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(_folder.Path, [], ("Urls", first.Http.BaseAddress!.ToString()));

        exitCode.ShouldBe(1);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("ChatTriage cannot go on: Failed to bind to address");
    }

    [Fact]
    public async Task Ledger_As_A_Table_Closes_With_The_Sum()
    {
        await ServiceProcess.RunAsync(_folder.Path, ["check"]);
        (int exitCode, string output, _) = await ServiceProcess.RunAsync(_folder.Path, ["ledger"]);

        exitCode.ShouldBe(0);
        output.ShouldContain("Received");
        output.ShouldContain("Everything adds up.");
    }

    [Fact]
    public async Task A_Ledger_Of_A_Mistyped_Path_Is_Not_An_Empty_One_That_Adds_Up()
    {
        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["ledger"], ("Database:ConnectionString", Path.Combine(_folder.Path, "mistyped.db")));
        exitCode.ShouldBe(1);
        errors.ShouldContain("There is no database yet");
        File.Exists(Path.Combine(_folder.Path, "mistyped.db")).ShouldBeFalse();
    }
}
