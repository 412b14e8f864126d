using System.Text.Json.Nodes;
using ChatTriage.Benchmarks;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>The learning curve as the command prints it.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class ReplayCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The figures that the product promises, on decisions made out of the airline tweets' labels; mean of five orders.</summary>
    [Fact]
    public async Task On_The_Airline_Proxy_The_Suggestion_Learns_As_Fast_As_Promised_And_Knows_How_Sure_It_Is()
    {
        string? airline = SharedFiles.Find("data/airline.csv");
        Assert.SkipWhen(airline is null, "shared/data/airline.csv is not here; set CHATTRIAGE_SHARED to the folder that holds it");
        IReadOnlyList<(string Id, string Text, string Category)> rows = await AirlineProxy.ReadAsync(airline);
        string learn = Path.Combine(_folder.Path, "learn.csv");
        string test = Path.Combine(_folder.Path, "test.csv");
        AirlineProxy.Write(learn, rows.Where(row => !AirlineProxy.IsHeldOut(row.Id)));
        AirlineProxy.Write(test, rows.Where(row => AirlineProxy.IsHeldOut(row.Id)));

        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["replay", learn, "--test", test, "--shuffle", "5", "--json"]);

        exitCode.ShouldBe(0, errors);
        JsonArray points = JsonNode.Parse(output)!["points"]!.AsArray();
        foreach ((int after, double accuracy) in new[] { (200, 0.63), (1_000, 0.68), (5_000, 0.71) })
        {
            JsonNode point = points.Single(point => (int)point!["after"]! == after)!;
            ((double)point["heldOutAccuracy"]!).ShouldBeGreaterThanOrEqualTo(accuracy, $"after {after} decisions");
            ((double)point["heldOutCalibrationError"]!).ShouldBeLessThanOrEqualTo(0.05, $"after {after} decisions");
        }
    }

    [Fact]
    public async Task Any_Table_With_Words_And_Decisions_Can_Be_Replayed_And_The_Order_Counts()
    {
        string file = _folder.Write("past.csv", "Id;Post;Decided\n" + string.Concat(Enumerable.Range(0, 120).Select(i => $"{i};{LearningStage.Kinds[i % 3].Words} {i};{(i % 3) switch { 0 => "Customer service", 1 => "public-reply", _ => "NoResponse" }}\n")));

        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["replay", file, "--column", "post", "--category", "decided", "--json"]);

        exitCode.ShouldBe(0, errors);
        JsonArray points = JsonNode.Parse(output)!["points"]!.AsArray();
        points.Select(point => (int)point!["after"]!).ShouldBe([0, 50, 120]);
        ((double)points[2]!["windowAccuracy"]!).ShouldBeGreaterThan(0.9);
        points[2]!["heldOutAccuracy"].ShouldBeNull();
        Directory.GetFiles(_folder.Path).ShouldBe([file]);
    }

    [Theory]
    [InlineData("text,category\nhello,maybe\n", "'maybe' is no category")]
    [InlineData("words,category\nhello,no-response\n", "there is no column 'text'")]
    [InlineData("", "the table is empty")]
    public async Task What_Cannot_Be_Replayed_Ends_With_Words(string content, string words)
    {
        string file = _folder.Write("wrong.csv", content);

        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["replay", file]);

        exitCode.ShouldBe(1);
        (output + errors).ShouldContain(words);
        (output + errors).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_Quote_That_Is_Never_Closed_Is_Said_Of_The_File_That_Has_It()
    {
        string learn = _folder.Write("learn.csv", "text,category\nhello,no-response\n");
        string test = _folder.Write("test.csv", $"text,category\n\"{new string('a', 9 * 1024 * 1024)}");

        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["replay", learn, "--test", test]);

        exitCode.ShouldBe(1);
        errors.ShouldStartWith("test.csv cannot be replayed: line 2: the row is longer than 8 MiB");
        errors.ShouldNotContain("   at ");
    }
}
