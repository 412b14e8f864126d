using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary><c>chattriage analyze</c> as a person at a shell uses it.</summary>
public sealed class AnalyzeCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_Row_Keeps_Its_Columns_And_Gets_What_Was_Found()
    {
        _folder.Write("in.csv", "id,text,label\n1,\"Thank you so much, I love it!\",x\n2,\"Merci beaucoup, tout fonctionne très bien, \"\"vraiment\"\"\",\n3,\"Worst #CustomerService\never, I hate it\",y\n");
        (int exit, string output, string errors) = await RunAsync("analyze", "in.csv", "--column", "text", "--out", "out.csv");

        exit.ShouldBe(0, errors);
        output.ShouldBeEmpty();
        errors.ShouldContain("3 texts in ");
        errors.ShouldContain("texts/s");
        string[] lines = (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "out.csv"))).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("id,text,label,language,sentiment,positive,neutral,negative,phrases,tone");
        lines[1].ShouldMatch(""""^1,"Thank you so much, I love it!",x,en,positive,0\.\d{4},0\.\d{4},0\.\d{4},.*,positive$"""");
        lines[2].ShouldMatch(""""^2,"Merci beaucoup, tout fonctionne très bien, ""vraiment""",,fr,,,,,.*,not assessed$"""");
        lines[4].ShouldMatch(""""^ever, I hate it",y,en,negative,.*Customer Service.*,negative$"""");
    }

    [Fact]
    public async Task Without_A_File_To_Write_The_Table_Goes_To_Standard_Output_And_Names_Do_Not_Collide()
    {
        _folder.Write("in.csv", "text;language;Tone\nThank you so much;x;y\n");
        (int exit, string output, _) = await RunAsync("analyze", "in.csv");

        exit.ShouldBe(0);
        output.ShouldStartWith("text,language,Tone,chattriage_language,sentiment,positive,neutral,negative,phrases,chattriage_tone");
        output.ShouldContain("Thank you so much,x,y,en,positive,");
    }

    [Theory]
    [InlineData("There is no file", "nowhere.csv")]
    [InlineData("has no column 'words'; its columns are id, text", "in.csv", "--column", "words")]
    [InlineData("--out is the file that is read", "in.csv", "--out", "./in.csv")]
    [InlineData("is empty", "empty.csv")]
    [InlineData("absent", "in.csv", "--out", "absent/out.csv")]
    public async Task What_Cannot_Be_Done_Is_Said_Plainly(string because, params string[] arguments)
    {
        _folder.Write("in.csv", "id,text\n1,late again\n");
        _folder.Write("empty.csv", "");
        (int exit, _, string errors) = await RunAsync(["analyze", .. arguments]);

        exit.ShouldBe(1);
        errors.ShouldContain(because);
        errors.ShouldNotContain("   at ");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "in.csv"))).ShouldBe("id,text\n1,late again\n");
    }

    [Fact]
    public async Task Rows_With_Too_Few_Or_Too_Many_Cells_Are_Counted_And_Kept()
    {
        _folder.Write("in.csv", "id,text\n1\n2,late again,more\n");
        (int exit, string output, string errors) = await RunAsync("analyze", "in.csv");

        exit.ShouldBe(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        errors.ShouldContain("2 rows have more or fewer cells than the header");
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ServiceProcess.RunAsync(_folder.Path, arguments);
}
