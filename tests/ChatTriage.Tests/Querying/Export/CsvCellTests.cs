using ChatTriage.Querying.Export;
using CsCheck;

namespace ChatTriage.Tests.Querying.Export;

/// <summary>Foreign words never become a formula.</summary>
public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData("\u200B=1")]
    [InlineData("\uFEFF=1")]
    public void What_Begins_A_Formula_Gets_An_Apostrophe(string words) => CsvCell.Safe(words).ShouldBe($"'{words}");

    [Theory]
    [InlineData("a=1")]
    [InlineData("1 + 1")]
    [InlineData("")]
    [InlineData("'=1")]
    [InlineData(null)]
    public void Other_Words_Stay_As_They_Are(string? words) => CsvCell.Safe(words).ShouldBe(words);

    [Fact]
    public void No_Cell_Ever_Begins_With_What_A_Spreadsheet_Calculates() =>
        Gen.String.Sample(words => CsvCell.Safe(words)!.TrimStart().FirstOrDefault().ShouldNotBeOneOf('=', '+', '-', '@', '＝', '＋', '－', '＠'));
}
