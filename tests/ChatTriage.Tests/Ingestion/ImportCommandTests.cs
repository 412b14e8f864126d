using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Ingestion;

/// <summary><c>chattriage import</c> as a person at a shell uses it.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chattriage-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lines_Are_Taken_In_And_The_Closing_Table_Is_Plain_Text_When_Nobody_Watches()
    {
        string file = Write("feed.ndjson", IngestDriver.Line("1", "brightwater leaks"), IngestDriver.Line("2", "else"), IngestDriver.Line("1", "brightwater leaks"));
        (int exit, string output, string errors) = await RunAsync("import", file);

        exit.ShouldBe(0, errors);
        Rows(output).ShouldBe(["Accepted, a brand matches 1", "Unmatched, stored without a card 1", "Duplicates, already stored 1", "of these edited 0", "Rejected 0", "Total 3"]);
        output.ShouldNotContain("\u001b");
        output.ShouldContain("3 in ");
    }

    [Fact]
    public async Task A_Rejected_Line_Is_Named_And_The_Exit_Code_Says_So()
    {
        string file = Write("feed.jsonl", IngestDriver.Line("1", "brightwater leaks"), """{"externalId": "2"}""");
        (int exit, string output, _) = await RunAsync("import", file);

        exit.ShouldBe(1);
        output.ShouldContain("rejected 1: text: missing; expected the words of the post");
        Rows(output).ShouldContain("Rejected 1");
    }

    [Fact]
    public async Task A_Table_Is_Read_By_The_Columns_That_Are_Named_And_Printed_As_Json_When_Asked()
    {
        string file = Write("feed.csv", "nr;words;who;when", "1;brightwater leaks;@mara;2015-02-16 23:36:05 -0800", "2;\"brightwater; again\";;2015-02-17");
        (int exit, string output, string errors) = await RunAsync("import", file, "--source", "crm", "--map", "externalId=nr", "text=words", "--map", "author.handle=who", "publishedAt=when", "--json");

        exit.ShouldBe(0, errors);
        JsonObject report = JsonNode.Parse(output)!.AsObject();
        (report["total"]!.GetValue<int>(), report["accepted"]!.GetValue<int>(), report["rejectedCount"]!.GetValue<int>()).ShouldBe((2, 2, 0));
    }

    [Fact]
    public async Task A_Whole_Json_Array_Is_Taken_From_A_Json_File()
    {
        string file = Write("feed.json", $"[{IngestDriver.Line("1", "brightwater leaks")},", $"{IngestDriver.Line("2", "brightwater drips")}]");
        (int exit, string output, string errors) = await RunAsync("import", file);

        exit.ShouldBe(0, errors);
        Rows(output).ShouldContain("Accepted, a brand matches 2");
    }

    [Fact]
    public async Task A_File_That_Breaks_Off_Is_Reported_With_What_Was_Stored_Before()
    {
        string file = Write("feed.json", $"[{IngestDriver.Line("1", "brightwater leaks")},{{");
        (int exit, string output, string errors) = await RunAsync("import", file);

        exit.ShouldBe(1);
        errors.ShouldContain("feed.json cannot be read further");
        errors.ShouldContain("What came before is stored");
        Rows(output).ShouldContain("Total 1");
    }

    [Theory]
    [InlineData("There is no file", "nowhere.ndjson")]
    [InlineData("small letters", "feed.csv", "--source", "Not Good")]
    [InlineData("write field=column", "feed.csv", "--map", "externalId")]
    [InlineData("no column \"nr\" for externalId; the columns present are id, text", "feed.csv", "--map", "externalId=nr")]
    [InlineData("no field \"colour\" to map a column to", "feed.csv", "--map", "colour=id")]
    public async Task What_Cannot_Be_Meant_Is_Refused_With_What_Would_Do(string because, params string[] arguments)
    {
        Write("feed.csv", "id,text", "1,brightwater");
        (int exit, _, string errors) = await RunAsync(["import", .. arguments]);

        exit.ShouldBe(1);
        errors.ShouldContain(because);
    }

    [Fact]
    public async Task Wrong_Settings_Stop_The_Import_Before_It_Begins()
    {
        string file = Write("feed.ndjson", IngestDriver.Line("1", "brightwater leaks"));
        (int exit, _, string errors) = await ServiceProcess.RunAsync(_folder, ["import", file], ("Brands:0:Name", "Broken"), ("Brands:0:Match", "a OR ("));

        exit.ShouldBe(78);
        errors.ShouldContain("Brands:0:Match (Brands__0__Match)");
        File.Exists(Path.Combine(_folder, "chattriage.db")).ShouldBeFalse();
    }

    private string Write(string name, params string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ServiceProcess.RunAsync(_folder, arguments);

    /// <summary>The rows of the table with blanks for its lines.</summary>
    private static IEnumerable<string> Rows(string output) => output.Split('\n')
        .Select(line => string.Join(' ', line.Split([' ', '│', '|', '\r'], StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.Length > 0 && char.IsDigit(line[^1]) && !line.StartsWith("rejected", StringComparison.Ordinal));
}
