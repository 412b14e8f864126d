using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>Questions that were written by hand before anything read them: <c>questions.txt</c>.</summary>
public sealed class QuestionListTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.At("tests", "ChatTriage.Tests", "Querying", "Grammar", "questions.txt"));
    private static readonly string[] Watched = Lines.First(line => line.StartsWith("# Watched: ", StringComparison.Ordinal))["# Watched: ".Length..].Split("; ");
    private static readonly BrandNames Brands = BrandNames.Of(Watched);
    private static readonly (string Typed, string Read)[] Understood = Cases(" => "), Wrong = Cases(" =! ");

    [Fact]
    public void There_Are_Three_Hundred_Of_Which_Sixty_And_More_Are_Wrong()
    {
        (Understood.Length + Wrong.Length).ShouldBeGreaterThanOrEqualTo(300);
        Wrong.Length.ShouldBeGreaterThanOrEqualTo(60);
        Understood.Concat(Wrong).Select(one => one.Typed).ShouldBeUnique();
        Lines.Count(line => line.Length > 0 && line[0] != '#').ShouldBe(Understood.Length + Wrong.Length);
    }

    [Fact]
    public void Right_Ones_Are_Read_As_They_Are_Meant() => Different(Understood).ShouldBeEmpty();

    [Fact]
    public void Wrong_Ones_Get_The_Reason_The_Place_And_An_Example() => Different(Wrong).ShouldBeEmpty();

    [Fact]
    public void Examples_Work_And_The_Place_Is_The_One_That_Is_Marked()
    {
        foreach ((string typed, _) in Wrong)
        {
            var wrong = QuestionParser.Parse(typed, Brands).ShouldBeOfType<Question.NotUnderstood>(typed);
            QuestionParser.Parse(wrong.Example, Brands).ShouldNotBeOfType<Question.NotUnderstood>(typed);
            wrong.Marked.ShouldNotBeNull().ShouldContain($"›{typed.Substring(wrong.Start, wrong.Length)}‹");
        }
    }

    [Fact]
    public void What_Is_Printed_Is_Read_The_Same()
    {
        foreach ((string typed, _) in Understood)
        {
            Question question = QuestionParser.Parse(typed, Brands);
            QuestionParser.Parse(QuestionPrinter.Print(question), Brands).ShouldBe(question, typed);
            QuestionParser.Parse(QuestionPrinter.Print(question, Brands), Brands).ShouldBe(question, typed);
        }
    }

    private static (string Typed, string Read)[] Cases(string arrow) => [.. Lines.Where(line => line.Length > 0 && line[0] != '#' && line.Contains(arrow, StringComparison.Ordinal))
        .Select(line => (line[..line.IndexOf(arrow, StringComparison.Ordinal)], line[(line.IndexOf(arrow, StringComparison.Ordinal) + arrow.Length)..]))];

    private static string[] Different((string Typed, string Read)[] cases) => [.. cases.Select(one => (one.Typed, one.Read, Got: QuestionNotation.Of(QuestionParser.Parse(one.Typed, Brands))))
        .Where(one => one.Got != one.Read).Select(one => $"\n{one.Typed}\n    expected {one.Read}\n    got      {one.Got}")];
}
