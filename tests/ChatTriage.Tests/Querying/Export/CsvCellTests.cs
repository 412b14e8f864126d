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
    [InlineData("\t1")]
    [InlineData("\r1")]
    [InlineData("\n1")]
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

    /// <summary>Where the comma is the decimal sign Excel divides at semicolons, and takes quotes inside of a cell for words.</summary>
    [Theory]
    [InlineData("nice;=1+1;", "nice;'=1+1;")]
    [InlineData("nice; =cmd|' /C calc'!A0", "nice;' =cmd|' /C calc'!A0")]
    [InlineData("nice;\"=HYPERLINK(A1)\"", "nice;'\"=HYPERLINK(A1)\"")]
    [InlineData("nice;\u200B＝1", "nice;'\u200B＝1")]
    [InlineData("nice\n=1+1\nthanks", "nice\n'=1+1\nthanks")]
    [InlineData("nice\t@SUM(A1)", "nice\t'@SUM(A1)")]
    [InlineData("nice;-2+cmd|'x'!A0;+SUM(1)", "nice;'-2+cmd|'x'!A0;'+SUM(1)")]
    [InlineData("=1;=2", "'=1;'=2")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("\r\n=1", "'\r\n'=1")]
    public void What_Is_A_Cell_Of_Its_Own_Elsewhere_Begins_No_Formula_There(string words, string safe) => CsvCell.Safe(words).ShouldBe(safe);

    [Theory]
    [InlineData("so good ;-) thanks")]
    [InlineData("pros:\n- cheap\n- fast")]
    [InlineData("thanks\n@brightwater and\n+1 from me")]
    [InlineData("one; two")]
    public void Smileys_Bullets_And_Names_Stay_As_They_Were_Written(string words) => CsvCell.Safe(words).ShouldBe(words);

    [Fact]
    public void No_Part_After_A_Semicolon_Or_On_A_New_Line_Ever_Begins_With_An_Equals_Sign() =>
        Gen.String[Gen.OneOf(Gen.Char["=;\n\t \"'x("], Gen.Char), 0, 30].Sample(
            words => CsvCell.Safe(words)!.Split([';', '\n', '\t', '\r']).Skip(1).ShouldAllBe(part => !part.TrimStart(' ', '"').StartsWith('=')));

    [Fact]
    public void No_Cell_Ever_Begins_With_What_A_Spreadsheet_Calculates() =>
        Gen.String.Sample(words => CsvCell.Safe(words)!.TrimStart().FirstOrDefault().ShouldNotBeOneOf('=', '+', '-', '@', '＝', '＋', '－', '＠'));
}
